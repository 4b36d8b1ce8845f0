import { mean, standardDeviation } from '../math/moments.ts'

/**
 * Sharpe ratio (Sharpe 1994): mean over standard deviation (n − 1) of the excess return, × √periodsPerYear.
 * `returns` are simple, per period; `riskFree` is per period. Undefined below two returns and where they do not vary.
 */
export function sharpeRatio(returns: Float64Array, periodsPerYear = 1, riskFree = 0): number | undefined {
  const spread = standardDeviation(returns)
  if (spread === undefined || spread === 0) return undefined
  return (((mean(returns) as number) - riskFree) / spread) * Math.sqrt(periodsPerYear)
}
