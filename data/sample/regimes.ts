/**
 * A hidden state of the whole market. No state has an expected return: what a bull market gains between crashes, its crashes take back
 * on average, and a bear market's rallies give back what it loses. So the state can be guessed from the past, but not sold.
 */
export interface Regime {
  readonly name: 'bull' | 'bear' | 'sideways' | 'turbulent'
  /** Mean stay, in days. */
  readonly meanDays: number
  /** Multiplies the market's volatility. */
  readonly volatility: number
  /** Expected jumps a day, each `jumpMean` ± `jumpDeviation` as a simple return. */
  readonly jumpsPerDay: number
  readonly jumpMean: number
  readonly jumpDeviation: number
  /** Where it goes when it ends: one weight per entry of REGIMES, adding up to 1. */
  readonly next: readonly number[]
}

export const REGIMES: readonly Regime[] = [
  {
    name: 'bull',
    meanDays: 30,
    volatility: 0.8,
    jumpsPerDay: 0.06,
    jumpMean: -0.05,
    jumpDeviation: 0.015,
    next: [0, 0.25, 0.55, 0.2],
  },
  { name: 'bear', meanDays: 20, volatility: 1.2, jumpsPerDay: 0.06, jumpMean: 0.05, jumpDeviation: 0.02, next: [0.3, 0, 0.45, 0.25] },
  { name: 'sideways', meanDays: 25, volatility: 0.55, jumpsPerDay: 0.02, jumpMean: 0, jumpDeviation: 0.02, next: [0.5, 0.35, 0, 0.15] },
  {
    name: 'turbulent',
    meanDays: 6,
    volatility: 1.8,
    jumpsPerDay: 0.2,
    jumpMean: 0,
    jumpDeviation: 0.035,
    next: [0.4, 0.3, 0.3, 0],
  },
]

/** The regime after `from` has ended, by a uniform number in [0, 1). */
export function nextRegime(from: Regime, uniform: number): Regime {
  let left = uniform
  for (const [index, weight] of from.next.entries()) {
    left -= weight
    if (left < 0 && weight > 0) return REGIMES[index] as Regime
  }
  // The weights add up to 1 only to the last bit.
  return REGIMES[from.next.findLastIndex((weight) => weight > 0)] as Regime
}
