import { logGamma } from './logGamma.ts'

const TINY = 1e-300
const MOST_TERMS = 10_000

/** The continued fraction of DLMF 8.17.22 by the modified Lentz method; converges fast for x < (a + 1)/(a + b + 2). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / notZero(1 + even * d)
    c = notZero(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / notZero(1 + odd * d)
    c = notZero(1 + odd / c)
    const step = d * c
    value *= step
    if (Math.abs(step - 1) < Number.EPSILON) break
  }
  return value
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value
}

/** x^a (1 − x)^b / (a B(a, b)) */
function leadingFactor(x: number, a: number, b: number): number {
  return Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
}

/**
 * Regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b) at x in [0, 1], to about 1e-13; a, b > 0.
 * NaN outside. (NIST Digital Library of Mathematical Functions, §8.17.)
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0)) return NaN
  if (x === 0 || x === 1) return x
  if (x < (a + 1) / (a + b + 2)) return leadingFactor(x, a, b) * continuedFraction(x, a, b)
  return 1 - leadingFactor(1 - x, b, a) * continuedFraction(1 - x, b, a)
}
