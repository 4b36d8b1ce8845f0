import type { BarColumn, Bars } from '../domain/bars.ts'
import type { Indicator, IndicatorGroup, IndicatorParam, Scale } from './indicator.ts'
import { acrossGaps } from './missing.ts'
import { resolveParams } from './resolve.ts'

/** What the author of an indicator writes down; `Name` are the names of its parameters. */
export interface IndicatorSpec<Name extends string> {
  readonly name: string
  readonly title: string
  readonly group: IndicatorGroup
  readonly aliases?: readonly string[]
  readonly reads: readonly BarColumn[]
  readonly params: Readonly<Record<Name, IndicatorParam>>
  /** Output → what it is measured in, in the order of the columns. */
  readonly outputs: Readonly<Record<string, Scale>>
  warmup(params: Readonly<Record<Name, number>>): number
  /** Called with complete bars and resolved parameters only. */
  calculate(bars: Bars, params: Readonly<Record<Name, number>>): Float64Array[]
}

/** The indicator of a specification: adds defaults, checks and the policy on missing values. */
export function defineIndicator<Name extends string>(spec: IndicatorSpec<Name>): Indicator {
  const { name, title, group, reads, params } = spec
  const scales = spec.outputs
  const outputs = Object.keys(scales)
  const resolve = (given: Readonly<Record<string, number>>): Record<Name, number> => resolveParams({ name, params }, given)
  return {
    name,
    title,
    group,
    aliases: spec.aliases ?? [],
    reads,
    params,
    outputs,
    scales,
    scale: [...new Set(Object.values(scales))].join(', '),
    warmup: (given) => spec.warmup(resolve(given)),
    compute: (bars, given) => {
      const resolved = resolve(given)
      return acrossGaps(bars, reads, outputs.length, (run) => spec.calculate(run, resolved))
    },
  }
}
