import type { EngineSettings } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import type { Timeframe } from '../../domain/timeframe.ts'

/** Columns by name, each as long as the bars, NaN where there is no value; shared by all combinations, never copied. */
export type SweepColumns = Readonly<Record<string, Float64Array>>

/**
 * One comparison of a column with another column or a constant, true or false at the close of each bar. A missing value is neither above nor
 * below. A crossing is true at the first bar above (below) whose last unequal bar was below (above); a missing value makes it forget.
 */
export interface Condition {
  readonly left: string
  readonly is: 'above' | 'below' | 'crosses_above' | 'crosses_below'
  readonly right: string | number
}

/** Conditions that must all hold; none at all is never true. */
export type Rule = Condition | readonly Condition[]

/** One point of a sweep. Flat, an entry is heeded, a long one first; in a position, the exit of its side. What is left out never happens. */
export interface Combination {
  readonly enterLong?: Rule | undefined
  readonly exitLong?: Rule | undefined
  readonly enterShort?: Rule | undefined
  readonly exitShort?: Rule | undefined
  readonly exits?: StrategyExits | undefined
}

/** An array, or what makes a combination when it is asked for it: then a sweep of millions holds few at a time. */
export type CombinationList = readonly Combination[] | LazyCombinations

export interface LazyCombinations {
  readonly length: number
  at(index: number): Combination | undefined
}

export interface SweepOptions {
  /** Fee, slippage, cash and size as in `simulate`; a setting that a sweep does not know is refused. Default: DEFAULT_ENGINE. */
  readonly engine?: EngineSettings | undefined
  /** First bar of a decision, and the first that figures count from. Default 0. */
  readonly tradeFrom?: number | undefined
  /**
   * Other engines' convention, for comparisons with them: an order fills at the close of the bar of its signal, at most one order a bar, stops
   * are live from the next bar on, and a position that is open at the end stays open. Default: the next open, and closed at the end.
   */
  readonly closeFill?: boolean | undefined
  /** Sharpe ratio of returns per bar, annualised with this timeframe. Default: of daily UTC returns, × √365. */
  readonly perBar?: Timeframe | undefined
  /** Also keep every equity curve: 8 bytes × bars × combinations. */
  readonly equity?: boolean | undefined
}

/** One figure per combination, in the order of the list. Fractions. NaN where a figure does not exist. */
export interface SweepResult {
  readonly totalReturn: Float64Array
  readonly sharpeRatio: Float64Array
  /** Positive fraction of the running peak, the initial equity included. */
  readonly maxDrawdown: Float64Array
  /** Positions opened. */
  readonly trades: Float64Array
  readonly feesPaid: Float64Array
  /** Equity at the closes, one row per combination; where it was asked for. */
  readonly equity: readonly Float64Array[] | undefined
}
