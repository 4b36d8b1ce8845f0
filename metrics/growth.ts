import { standardDeviation } from '../math/moments.ts'

/** Wealth after each return, from 1 before the first: one entry more than there are returns. */
export function wealth(returns: Float64Array): Float64Array {
  const path = new Float64Array(returns.length + 1)
  path[0] = 1
  for (let i = 0; i < returns.length; i++) path[i + 1] = (path[i] as number) * (1 + (returns[i] as number))
  return path
}

/** Compound annual growth rate (Π(1 + r))^(P/n) − 1; −1 after a total loss, undefined for no returns and where wealth ends below 0. */
export function annualReturn(returns: Float64Array, periodsPerYear: number): number | undefined {
  if (returns.length === 0) return undefined
  let product = 1
  for (const value of returns) product *= 1 + value
  return product < 0 ? undefined : product ** (periodsPerYear / returns.length) - 1
}

/** Standard deviation (n − 1) × √periodsPerYear; undefined below two returns. */
export function annualVolatility(returns: Float64Array, periodsPerYear: number): number | undefined {
  const spread = standardDeviation(returns)
  return spread === undefined ? undefined : spread * Math.sqrt(periodsPerYear)
}
