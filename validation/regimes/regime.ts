/** What kind of market a day belongs to, judged before it begins. */
export type Regime = 'bull' | 'bear' | 'sideways' | 'high_volatility'

export const REGIMES = ['bull', 'bear', 'sideways', 'high_volatility'] as const satisfies readonly Regime[]

/** Windows in days, limits without unit. */
export interface RegimeRule {
  /** Days over which trend and volatility are measured, 30. */
  readonly trendDays: number
  /** Days of volatility that today's is compared to, 365, or as many as there are. */
  readonly normalDays: number
  /** Fewest of them for a comparison, 60. */
  readonly fewestNormalDays: number
  /** Volatility above this multiple of the median is high, 1.5. */
  readonly highVolatility: number
  /** A trend is more than this many standard deviations of a random walk of the same volatility over `trendDays`, 0.5. */
  readonly trend: number
}

export const REGIME_RULE: RegimeRule = { trendDays: 30, normalDays: 365, fewestNormalDays: 60, highVolatility: 1.5, trend: 0.5 }
