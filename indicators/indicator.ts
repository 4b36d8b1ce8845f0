import type { BarColumn, Bars } from '../domain/bars.ts'

/** One number that an indicator is called with; `min` and `max` are included. */
export interface IndicatorParam {
  readonly default: number
  readonly min: number
  readonly max: number
  readonly integer: boolean
}

export type IndicatorGroup = 'trend' | 'momentum' | 'volatility' | 'volume'

/**
 * What an output is measured in. `price` moves and scales with the prices; a `price difference` only scales with them; `volume` scales with
 * the volumes; a `ratio` (a plain number), a `percent` and a bounded range such as `0..100` do neither. The contract suite holds every
 * indicator to what it says here.
 */
export type Scale = 'price' | 'price difference' | 'volume' | 'ratio' | 'percent' | `${number}..${number}`

/** Parameters by name; what is left out takes its default. */
export type IndicatorParams = Readonly<Record<string, number>>

/** A causal function of bars: the value at bar t is made of bars 0..t and nothing later. */
export interface Indicator {
  readonly name: string
  readonly title: string
  readonly group: IndicatorGroup
  /** Other spellings under which it is found. */
  readonly aliases: readonly string[]
  /** The only columns it looks at; a bar with a missing value in one of them starts it anew (see missing.ts). */
  readonly reads: readonly BarColumn[]
  readonly params: Readonly<Record<string, IndicatorParam>>
  /** `['value']` when there is one. */
  readonly outputs: readonly string[]
  readonly scales: Readonly<Record<string, Scale>>
  /** The distinct scales of its outputs, for people and agents: `0..100`, `price, ratio`. */
  readonly scale: string
  /** Index of the first bar at which every output is defined. @throws UsageError on parameters that it does not take. */
  warmup(params: IndicatorParams): number
  /** One fresh column per output, as long as the bars, NaN where there is no value yet. @throws UsageError as `warmup`. */
  compute(bars: Bars, params: IndicatorParams): Float64Array[]
}
