import { normalCdf } from '../math/normalDistribution.ts'
import { correlation } from './rankCorrelation.ts'
import { sharpeRatio } from './sharpe.ts'

/** Is the first Sharpe ratio another than the second? Per period. */
export interface SharpeDifference {
  readonly first: number
  readonly second: number
  readonly correlation: number
  /** Of the difference of the ratios. */
  readonly variance: number
  readonly z: number
  /** Two-sided. */
  readonly pValue: number
}

/** Variance × T that is only the rounding of the correlation of a series and itself. */
const ROUNDING = 1e-14

/**
 * Jobson and Korkie's test as corrected by Memmel (2003, Finance Letters 1), for correlated returns of the same periods. Undefined where a
 * ratio does not exist, and where the variance is 0, as it is of a series and itself.
 */
export function sharpeDifference(a: Float64Array, b: Float64Array): SharpeDifference | undefined {
  const [first, second, rho] = [sharpeRatio(a), sharpeRatio(b), correlation(a, b)]
  if (first === undefined || second === undefined || rho === undefined) return undefined
  const variance = (2 - 2 * rho + (first ** 2 + second ** 2 - 2 * first * second * rho ** 2) / 2) / a.length
  if (!(variance > ROUNDING / a.length)) return undefined
  const z = (first - second) / Math.sqrt(variance)
  return { first, second, correlation: rho, variance, z, pValue: 2 * normalCdf(-Math.abs(z)) }
}
