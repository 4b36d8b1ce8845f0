import { normalCdf, normalDensity } from '../math/normalDistribution.ts'

/** The density is below 1e-31 outside. */
const REACH = 12
const STEPS = 1_200

/**
 * Expected maximum of N independent standard normals, N >= 1 and not necessarily whole: ∫ x·N·φ(x)·Φ(x)^(N−1) dx by the trapezoidal rule,
 * which converges geometrically for a density that vanishes at both ends. Exact to about 1e-12 where the False Strategy theorem's
 * approximation is 8 % low at N = 2.
 */
export function exactExpectedMaximum(trials: number): number {
  const step = (2 * REACH) / STEPS
  let sum = 0
  for (let i = 0; i <= STEPS; i++) {
    const x = -REACH + i * step
    sum += x * trials * normalDensity(x) * normalCdf(x) ** (trials - 1)
  }
  return sum * step
}
