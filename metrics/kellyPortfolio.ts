import { solveLinear } from '../math/linearSystem.ts'

/** Leverage per asset, in all, and the growth rate that they give. */
export interface KellyPortfolio {
  readonly fractions: number[]
  readonly leverage: number
  readonly growth: number
}

/** Σ⁻¹(μ − r), the growth-optimal leverage of correlated assets (Thorp 2006, section 8). Undefined where the covariance is singular. */
export function kellyPortfolio(
  means: readonly number[],
  covariance: readonly (readonly number[])[],
  riskFree = 0,
): KellyPortfolio | undefined {
  const excess = means.map((value) => value - riskFree)
  const fractions = solveLinear(covariance, excess)
  if (fractions === undefined) return undefined
  const gained = fractions.reduce((sum, fraction, i) => sum + fraction * (excess[i] as number), 0)
  return { fractions, leverage: fractions.reduce((sum, fraction) => sum + fraction, 0), growth: riskFree + gained / 2 }
}
