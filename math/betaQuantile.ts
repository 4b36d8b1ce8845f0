import { incompleteBeta } from './incompleteBeta.ts'

/** The x with I_x(a, b) = probability, by bisection down to the last bit; NaN outside [0, 1]. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (!(probability >= 0 && probability <= 1 && a > 0 && b > 0)) return NaN
  if (probability === 0 || probability === 1) return probability
  let low = 0
  let high = 1
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) return middle
    if (incompleteBeta(middle, a, b) < probability) low = middle
    else high = middle
  }
}
