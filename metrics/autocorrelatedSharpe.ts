import { autocovariances } from '../math/resampling/blockLength.ts'

/** η(q) = q / √(q + 2 Σ (q − k) ρₖ), by which a Sharpe ratio grows over q periods (Lo 2002, FAJ 58); `correlation` of lag k. */
export function sharpeGrowth(periods: number, correlation: (lag: number) => number): number | undefined {
  let variance = periods
  for (let lag = 1; lag < periods; lag++) variance += 2 * (periods - lag) * correlation(lag)
  return variance > 0 ? periods / Math.sqrt(variance) : undefined
}

/** Autocorrelations of lags 1 to `most`, divisor n; undefined where the returns do not vary. */
export function autocorrelations(returns: Float64Array, most: number): Float64Array | undefined {
  const covariances = autocovariances(returns, most)
  const variance = covariances[0] as number
  return variance > 0 ? covariances.subarray(1).map((covariance) => covariance / variance) : undefined
}

/** Sharpe growth of returns with the autocorrelation ρᵏ of a first-order process. */
export function sharpeGrowthAr1(rho: number, periods: number): number | undefined {
  return sharpeGrowth(periods, (lag) => rho ** lag)
}

/**
 * What √periods × a Sharpe ratio overstates the true one by: η(q) / √q of a first-order process, in closed form
 * (Lo 2002; Harvey and Liu 2015).
 */
export function ar1SharpeFactor(rho: number, periods: number): number {
  const geometric = (1 - rho ** periods) / (periods * (1 - rho))
  return (1 + ((2 * rho) / (1 - rho)) * (1 - geometric)) ** -0.5
}
