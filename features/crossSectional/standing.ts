import type { BarColumn } from '../../domain/bars.ts'
import type { FeatureParams, UniverseKind } from '../feature.ts'
import type { Universe } from '../universe.ts'
import { LEAST_MEMBERS, valuesAt } from './members.ts'

/** What is compared across symbols. */
const COMPARED = [
  'log_return_1',
  'log_return_6',
  'log_return_24',
  'log_return_72',
  'log_return_168',
  'realized_volatility_24',
  'realized_volatility_168',
  'volume_ratio_24',
  'return_to_risk_72',
  'range_position_168',
  'amihud_ratio_24_168',
]

const reads: readonly BarColumn[] = []

/** How the symbol's own value stands among those of all symbols that have one at the same bar; NaN where fewer than LEAST_MEMBERS have. */
function standing(kind: string, title: string, of: (own: number, values: Float64Array, count: number) => number): UniverseKind {
  return {
    scope: 'universe',
    kind,
    group: 'cross_sectional',
    title,
    reads,
    params: { feature: { of: 'feature' } },
    settings: COMPARED.map((feature) => ({ feature })),
    warmup: (_, base) => base,
    compute: (universe: Universe, params: FeatureParams) => {
      const feature = String(params['feature'])
      const own = universe.own(feature)
      const columns = [own, ...universe.others(feature)]
      const values = new Float64Array(columns.length)
      const standings = new Float64Array(universe.length)
      for (let i = 0; i < universe.length; i++) {
        const value = own[i] as number
        const count = valuesAt(columns, i, values)
        standings[i] = Number.isNaN(value) || count < LEAST_MEMBERS ? NaN : of(value, values, count)
      }
      return standings
    },
  }
}

/** Share of the others below, ties by half. */
function rank(own: number, values: Float64Array, count: number): number {
  let twice = 0
  for (let k = 0; k < count; k++) {
    const value = values[k] as number
    twice += Number(value < own) + Number(value <= own)
  }
  // The own value was counted as equal to itself.
  return (twice - 1) / (2 * (count - 1))
}

function zscore(own: number, values: Float64Array, count: number): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += (values[k] as number) - own
  const mean = sum / count
  let squares = 0
  for (let k = 0; k < count; k++) squares += ((values[k] as number) - own - mean) ** 2
  return squares === 0 ? NaN : -mean / Math.sqrt(squares / (count - 1))
}

/** Jegadeesh and Titman (1993), Returns to buying winners: what matters is the place among others. */
export const crossRank = standing('cross_rank', 'Share of the other symbols with a lower value at the same bar: 0 lowest, 1 highest', rank)

export const crossZscore = standing('cross_zscore', 'Standard deviations from the mean of all symbols at the same bar', zscore)
