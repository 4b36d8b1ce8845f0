/**
 * Omega ratio (Keating and Shadwick 2002): Σ max(r − threshold, 0) / Σ max(threshold − r, 0), threshold per period.
 * Infinity where nothing fell short, undefined where nothing lay on either side.
 */
export function omegaRatio(returns: Float64Array, threshold = 0): number | undefined {
  let above = 0
  let below = 0
  for (const value of returns) {
    if (value > threshold) above += value - threshold
    else below += threshold - value
  }
  if (below === 0 && above === 0) return undefined
  return above / below
}
