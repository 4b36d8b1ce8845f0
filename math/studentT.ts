import { incompleteBeta } from './incompleteBeta.ts'

/** P(|T| > |t|) of Student's distribution; relative precision holds in the tail. */
export function twoSidedT(t: number, degreesOfFreedom: number): number {
  const square = t * t
  // In the tail the complement would lose the digits of a small probability.
  if (square < 1) return 1 - incompleteBeta(square / (degreesOfFreedom + square), 0.5, degreesOfFreedom / 2)
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, 0.5)
}

/** Distribution function of Student's t. */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  const tail = twoSidedT(t, degreesOfFreedom) / 2
  return t > 0 ? 1 - tail : tail
}

/** The t >= 0 that |T| exceeds with `probability`: Infinity at 0, NaN outside [0, 1]. By bisection, to the last digits. */
export function twoSidedTQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability >= 0 && probability <= 1)) return NaN
  if (probability === 0) return Infinity
  if (probability === 1) return 0
  let low = 0
  let high = 1
  while (twoSidedT(high, degreesOfFreedom) > probability) [low, high] = [high, high * 2]
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (twoSidedT(middle, degreesOfFreedom) > probability) low = middle
    else high = middle
  }
  return high
}
