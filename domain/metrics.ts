/** Performance of one equity curve. Fractions, not percent. A figure that does not exist is null (undefined in columns, null in JSON), never 0. */
export interface Metrics {
  /** Annualised from daily UTC returns × √365. */
  sharpe_ratio: number | null
  sortino_ratio: number | null
  calmar_ratio: number | null
  omega_ratio: number | null
  total_return: number
  annual_return: number | null
  annual_volatility: number | null
  /** Positive fraction of the running peak, the initial equity included. */
  max_drawdown: number
  /** Longest time under water, in bars. */
  max_drawdown_bars: number
  /** Share of trades with profit > 0 after fees. */
  win_rate: number | null
  profit_factor: number | null
  /** Mean profit of a trade, as a fraction of the equity at its entry. */
  expectancy: number | null
  num_trades: number
  /** Share of bars with a position. */
  exposure: number
  /** Traded value over mean equity, a year. */
  turnover: number | null
  fees_paid: number
  bars: number
  /** Largest |equity − (cash + position)| / equity over all bars. */
  accounting_residual: number
}

/** What the same bars gave without an idea. */
export interface Baselines {
  buy_and_hold: { sharpe_ratio: number | null; total_return: number; max_drawdown: number }
  /** Seeded random entries with the candidate's own trade count and holding time; `sharpe_ratio` is the median of `runs`. */
  coin_flip: { sharpe_ratio: number | null; total_return: number; runs: number; share_beaten: number }
}
