import { REGIMES, type Regime } from './regime.ts'
import type { RegimeMetrics } from './regimeMetrics.ts'

/** A regime that earned more than this share of the whole profit carries the strategy. */
const MOST_OF_PROFIT = 0.8

/** Below this many days outside of the regime nothing can be said about what happens there. */
const FEWEST_OTHER_DAYS = 60

export interface OneRegime {
  /** True where the strategy earned more than 80 % of its profit in one regime. */
  readonly lives_on_one_regime: boolean
  /** The regime with the largest share. */
  readonly regime: Regime
  readonly share_of_profit: number
}

/**
 * Does a profitable strategy live on one regime? It does where one regime gave more than 80 % of the growth, so that without it little or
 * nothing (or a loss) is left. Undefined where there is no profit to share, and where fewer than 60 days lie outside of that regime: a
 * market that never changed has tested nothing.
 */
export function livesOnOneRegime({ regimes }: RegimeMetrics): OneRegime | undefined {
  const shares = REGIMES.map((regime) => ({ regime, share: regimes[regime].share_of_profit ?? -Infinity }))
  const top = shares.reduce((best, one) => (one.share > best.share ? one : best))
  const otherDays = REGIMES.reduce((sum, regime) => sum + (regime === top.regime ? 0 : regimes[regime].days), 0)
  if (top.share === -Infinity || otherDays < FEWEST_OTHER_DAYS) return undefined
  return { lives_on_one_regime: top.share > MOST_OF_PROFIT, regime: top.regime, share_of_profit: top.share }
}
