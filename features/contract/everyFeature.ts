import { BAR_COLUMNS, type BarColumn, type Bars, sliceBars } from '../../domain/bars.ts'
import type { FeaturePlan } from '../../domain/ml.ts'
import { type FeatureInputs, type FeatureTable, computeFeatures } from '../compute.ts'
import { describeFeature, featureCatalogue } from '../definitions.ts'
import type { FeatureDefinition } from '../feature.ts'
import { FEATURE_KINDS } from '../kinds.ts'
import type { Member } from '../openUniverse.ts'
import type { IndicatorSource } from '../run.ts'

/** Makes the indicators of any bars; handed in, as features know no indicators. */
export type IndicatorsOf = (bars: Bars) => IndicatorSource

/** The catalogue, and of every kind the smallest parameters that it takes. */
export function everyFeature(): FeatureDefinition[] {
  const smallest = FEATURE_KINDS.map((kind) => {
    let least = 0
    const params = Object.entries(kind.params).map(([name, param]): [string, number | string] => {
      if (param.of === 'feature') return [name, 'log_return_5']
      least = Math.max(param.min, least + 1)
      return [name, least]
    })
    return describeFeature(kind.kind, Object.fromEntries(params))
  })
  return [...new Map([...featureCatalogue(), ...smallest].map((feature) => [feature.name, feature])).values()]
}

export function planOf(features: readonly FeatureDefinition[]): FeaturePlan {
  return { features: features.map(({ name, kind, params }) => ({ name, kind, params })) }
}

/** The table of all features of these bars and those of the other symbols. */
export function tableOf(
  features: readonly FeatureDefinition[],
  bars: Bars,
  universe: readonly Member[],
  indicatorsOf: IndicatorsOf,
): FeatureTable {
  const inputs: FeatureInputs = { bars, timeframe: '1m', indicator: indicatorsOf(bars), universe, symbol: 'OWN' }
  return computeFeatures(planOf(features), inputs)
}

export function sliceMembers(universe: readonly Member[], from: number, to: number): Member[] {
  return universe.map(({ symbol, bars }) => ({ symbol, bars: sliceBars(bars, from, to) }))
}

/** The same bars with one value of one column changed. */
export function damaged(bars: Bars, column: BarColumn, index: number, value: number): Bars {
  const copy = bars[column].slice()
  copy[index] = value
  return { ...bars, [column]: copy }
}

/** Bars one after the other, a minute apart. */
export function joined(parts: readonly Bars[]): Bars {
  const columns = BAR_COLUMNS.map((name) => [name, Float64Array.from(parts.flatMap((part) => Array.from(part[name])))] as const)
  const bars = Object.fromEntries(columns) as unknown as Bars
  return { ...bars, time: bars.time.map((_, i) => i * 60_000) }
}

/** Bit for bit. */
export function bits(column: Float64Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64')
}
