import { kurtosis, mean, skewness, standardDeviation } from '../math/moments.ts'
import { annualReturn } from './growth.ts'

/**
 * Sharpe ratio (Sharpe 1994): mean over standard deviation (n − 1) of the excess return, × √periodsPerYear.
 * `returns` are simple, per period; `riskFree` is per period. Undefined below two returns and where they do not vary.
 */
export function sharpeRatio(returns: Float64Array, periodsPerYear = 1, riskFree = 0): number | undefined {
  const spread = standardDeviation(returns)
  if (spread === undefined || spread === 0) return undefined
  return (((mean(returns) as number) - riskFree) / spread) * Math.sqrt(periodsPerYear)
}

/** Compound annual growth of the excess returns over annual volatility, as PerformanceAnalytics has it by default. Undefined as above. */
export function geometricSharpe(returns: Float64Array, periodsPerYear: number, riskFree = 0): number | undefined {
  const spread = standardDeviation(returns)
  if (spread === undefined || spread === 0) return undefined
  const growth = annualReturn(
    returns.map((value) => value - riskFree),
    periodsPerYear,
  )
  return growth === undefined ? undefined : growth / (spread * Math.sqrt(periodsPerYear))
}

/** Sharpe ratio per period that is docked for skew to the left and for fat tails (Pézier and White 2006). Undefined as above. */
export function adjustedSharpe(returns: Float64Array, riskFree = 0): number | undefined {
  const sharpe = sharpeRatio(returns, 1, riskFree)
  if (sharpe === undefined) return undefined
  return sharpe * (1 + ((skewness(returns) as number) / 6) * sharpe - (((kurtosis(returns) as number) - 3) / 24) * sharpe ** 2)
}
