import type { Bars } from '../../domain/bars.ts'

/** A generated market, with what only its maker knows. */
export interface Market {
  readonly bars: Bars
  /**
   * One entry per bar, in [-1, 1]: computed at the close of bar i from bars up to i; in a planted market the expected return of bar
   * i + 1 is the edge's strength times it. Never handed to a session.
   */
  readonly signal: Float64Array
}

/** A documented regularity that a market can be given. */
export interface Edge {
  /** What the ideal trader knows, in one sentence. */
  readonly description: string
  /** Expected return of a bar at signal 1, such that the ideal rule earns the Sharpe ratio of TRUE_SHARPE after costs. */
  readonly strength: number
  /** The ideal rule: in at a signal of at least `enter` (short: at most -enter), out below `stay`. */
  readonly enter: number
  readonly stay: number
  /** Gives the signal at the close of each bar, asked for in order; looks at bars up to that one only. */
  readonly follow: (bars: Bars) => (index: number) => number
}

/** Annual Sharpe ratio of every edge's ideal rule after 10 bp fee and 5 bp slippage a side, in the long run. */
export const TRUE_SHARPE = 3
