import type { Bars } from './bars.ts'

/** Rates of a perpetual contract at the times at which they are paid, by longs to shorts; fractions of the position's value. */
export interface Funding {
  /** ms UTC, ascending. */
  readonly time: Float64Array
  readonly rate: Float64Array
}

/** What is known of a market beside its bars. Each series has a time column of its own; only stamps inside a run's bars matter. */
export interface MarketData {
  readonly funding?: Funding | undefined
  /** Mark prices, in bars of the run's own timeframe; where a bar is missing, trade prices stand in. */
  readonly mark?: Pick<Bars, 'time' | 'open' | 'high' | 'low'> | undefined
  /** Bars of a shorter timeframe: the path inside a bar. */
  readonly finer?: Pick<Bars, 'time' | 'open' | 'high' | 'low' | 'close'> | undefined
}
