import type { Bars } from '../../domain/bars.ts'

/** First bar of [from, to) that does not stay strictly between the two prices, or `to`. */
export function firstTouch({ open, high, low, close }: Bars, lower: number, upper: number, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const first = open[i] as number
    const last = close[i] as number
    // Six comparisons that nearly always come out alike cost less than one minimum that does not.
    const between =
      (low[i] as number) > lower && (high[i] as number) < upper && first > lower && first < upper && last > lower && last < upper
    if (!between) return i
  }
  return to
}
