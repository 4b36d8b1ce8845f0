import type { Bars } from '../../domain/bars.ts'

/**
 * First bar of [from, to) that does not stay strictly between the two prices, or `to`. Where `lower` is not negative, all prices before that bar
 * are positive and finite.
 */
export function firstTouch({ open, high, low, close }: Bars, lower: number, upper: number, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const first = open[i] as number
    const top = high[i] as number
    const bottom = low[i] as number
    const last = close[i] as number
    // Comparisons that nearly always come out alike cost less than one minimum that does not.
    const between = bottom > lower && top < upper && first > lower && first < upper && last > lower && last < upper
    // The other side of the two extremes is no touch, but only good prices have one.
    if (!between || !(top > 0 && bottom < Infinity)) return i
  }
  return to
}
