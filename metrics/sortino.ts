import { mean } from '../math/moments.ts'

/**
 * Downside deviation √(Σ min(r − minimum, 0)² / n) over all n observations, not the losing ones only
 * (Sortino and Price 1994); undefined for no returns.
 */
export function downsideDeviation(returns: Float64Array, minimum = 0): number | undefined {
  if (returns.length === 0) return undefined
  let sum = 0
  for (const value of returns) sum += Math.min(value - minimum, 0) ** 2
  return Math.sqrt(sum / returns.length)
}

/** Sortino ratio × √periodsPerYear; `minimum` acceptable return per period. Undefined where nothing fell below it. */
export function sortinoRatio(returns: Float64Array, periodsPerYear = 1, minimum = 0): number | undefined {
  const downside = downsideDeviation(returns, minimum)
  if (downside === undefined || downside === 0) return undefined
  return (((mean(returns) as number) - minimum) / downside) * Math.sqrt(periodsPerYear)
}
