import { normal, type Random } from '../../math/random.ts'
import { fatTailedShock, HOUR_FACTOR, nextVariance } from '../sample/clustering.ts'

/** Standard deviation of an hourly return in ordinary times: 2.5 % a day. */
export const HOURLY_VOLATILITY = 0.025 / Math.sqrt(24)
/** Keeps five such shocks and a drift above a loss of everything. */
const LARGEST_SIGMA = 0.1

/** The next bar's unpredictable part. One object, overwritten from bar to bar. */
export interface Noise {
  /** Expected to be 0 given all the past. */
  shock: number
  sigma: number
  /** Log of trading activity around 0: it comes and goes over days, whatever the price does. */
  activity: number
}

/** Activity forgets half of itself in a day and a half. */
const ACTIVITY_KEPT = 0.5 ** (1 / 36)
const ACTIVITY_SPREAD = 0.5

/**
 * Hourly shocks with volatility clustering (GARCH(1,1), Bollerslev 1986), fat tails and a daily rhythm: a martingale difference, so
 * that nothing in the past tells the sign of the next one.
 */
export function noiseProcess(random: Random): (hour: number) => Noise {
  const noise: Noise = { shock: 0, sigma: 0, activity: ACTIVITY_SPREAD * normal(random) }
  const innovation = ACTIVITY_SPREAD * Math.sqrt(1 - ACTIVITY_KEPT ** 2)
  let variance = 1
  return (hour) => {
    const shock = fatTailedShock(random)
    noise.sigma = Math.min(LARGEST_SIGMA, HOURLY_VOLATILITY * Math.sqrt(variance) * (HOUR_FACTOR[hour % 24] as number))
    noise.shock = noise.sigma * shock
    noise.activity = ACTIVITY_KEPT * noise.activity + innovation * normal(random)
    variance = nextVariance(variance, shock)
    return noise
  }
}
