import { normal, type Random } from '../../math/random.ts'
import { fatTailedShock, HOUR_FACTOR, nextVariance } from './clustering.ts'
import { nextRegime, REGIMES, type Regime } from './regimes.ts'

const MARKET_DAILY_VOLATILITY = 0.022
export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Only weeks come near it; five such shocks and a jump must not take a price below zero. */
const LARGEST_SIGMA = 0.1

/** What all assets share: one entry per bar. */
export interface MarketFactor {
  /** Simple return of the factor, with jumps; its expectation given all the past is 0. */
  readonly returns: Float64Array
  /** Standard deviation of the return without jumps. */
  readonly volatility: Float64Array
}

/** The common factor of a synthetic market; `start` in ms UTC. */
export function marketFactor(random: Random, bars: number, start: number, barMs: number): MarketFactor {
  const returns = new Float64Array(bars)
  const volatility = new Float64Array(bars)
  const days = barMs / DAY_MS
  const dayScale = MARKET_DAILY_VOLATILITY * Math.sqrt(days)
  const hasHours = barMs < DAY_MS
  let regime = REGIMES[2] as Regime
  let variance = 1
  for (let i = 0; i < bars; i++) {
    if (random() < 1 - Math.exp(-days / regime.meanDays)) regime = nextRegime(regime, random())
    const hour = hasHours ? (HOUR_FACTOR[Math.floor((start + i * barMs) / HOUR_MS) % 24] as number) : 1
    const sigma = Math.min(LARGEST_SIGMA, dayScale * regime.volatility * hour * Math.sqrt(variance))
    const shock = fatTailedShock(random)
    volatility[i] = sigma
    returns[i] = sigma * shock + jump(random, days, regime)
    variance = nextVariance(variance, shock)
  }
  return { returns, volatility }
}

interface JumpLaw {
  readonly jumpsPerDay: number
  readonly jumpMean: number
  readonly jumpDeviation: number
}

/** A rare jump less its own expectation, so that the mean stays 0. */
export function jump(random: Random, days: number, law: JumpLaw): number {
  const probability = Math.min(0.5, law.jumpsPerDay * days)
  const expected = probability * law.jumpMean
  if (random() >= probability) return -expected
  const deviation = Math.max(-3, Math.min(3, normal(random)))
  return law.jumpMean + law.jumpDeviation * deviation - expected
}
