import { exactExpectedMaximum } from '../../metrics/exactExpectedMaximum.ts'

/** The N of which `value` is the expected maximum: 1 for 0 and less, at most `most`. By bisection on ln N. */
export function trialsOfMaximum(value: number, most: number): number {
  if (value <= 0) return 1
  if (value >= exactExpectedMaximum(most)) return most
  let [low, high] = [0, Math.log(most)]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (exactExpectedMaximum(Math.exp(middle)) < value) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}
