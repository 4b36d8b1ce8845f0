import { mean, standardDeviation } from '../../math/moments.ts'

/** A lag of less weight than this can't change the last digit of the sum. */
const NEGLIGIBLE = 1e-17

/** Weight of lag i of T in the variance of a stationary bootstrap mean (Politis and Romano 1994, lemma 1). */
function weight(lag: number, observations: number, newBlock: number): number {
  const late = lag / observations
  return (1 - late) * (1 - newBlock) ** lag + late * (1 - newBlock) ** (observations - lag)
}

/**
 * Standard deviation of √T × mean of a series with memory: γ₀ + 2 Σ κᵢ γᵢ, weighted as the stationary bootstrap with `newBlock` is
 * (Hansen 2005, JBES 23). 0 for a series that does not vary.
 */
export function longRunDeviation(values: Float64Array, newBlock: number): number {
  if ((standardDeviation(values) ?? 0) === 0) return 0
  const observations = values.length
  const center = mean(values) as number
  const deviations = values.map((value) => value - center)
  let variance = 0
  for (let lag = 0; lag < observations; lag++) {
    const kappa = weight(lag, observations, newBlock)
    if (kappa < NEGLIGIBLE) continue
    let sum = 0
    for (let t = lag; t < observations; t++) sum += (deviations[t] as number) * (deviations[t - lag] as number)
    variance += (lag === 0 ? 1 : 2 * kappa) * (sum / observations)
  }
  return Math.sqrt(variance)
}
