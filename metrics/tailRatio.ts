import { quantileSorted } from '../math/quantile.ts'

/** |95 % quantile| / |5 % quantile|, type 7; undefined for no returns or where the lower one is 0. */
export function tailRatio(returns: Float64Array): number | undefined {
  const sorted = Float64Array.from(returns).sort()
  const low = quantileSorted(sorted, 0.05)
  const high = quantileSorted(sorted, 0.95)
  return low === undefined || high === undefined || low === 0 ? undefined : Math.abs(high) / Math.abs(low)
}
