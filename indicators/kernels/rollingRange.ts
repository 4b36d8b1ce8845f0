import { column } from './column.ts'

/**
 * Highest of `highs` and lowest of `lows` over the last `period` bars, the current one included; first at from + period − 1. Finite values only.
 *
 * By blocks of `period` bars (van Herk 1992; Gil and Werman 1993): a window is the tail of the last block plus the head of this one, so it
 * costs the same whatever the period. The tails for the next block are found in the same loop, backwards: four chains of comparisons that
 * do not wait for each other, and none of which branches.
 */
export function rollingRange(
  highs: Float64Array,
  lows: Float64Array,
  period: number,
  from = 0,
): { highest: Float64Array; lowest: Float64Array } {
  const length = highs.length
  const first = from + period - 1
  const highest = column(length, first)
  const lowest = column(length, first)
  let tailHigh = new Float64Array(period + 1).fill(-Infinity)
  let tailLow = new Float64Array(period + 1).fill(Infinity)
  let nextHigh = tailHigh.slice()
  let nextLow = tailLow.slice()
  for (let start = from; start < length; start += period) {
    // Of the last block, that need not be whole, the tails are of no more use to anyone.
    const end = Math.min(start + period, length)
    let high = highs[start] as number
    let low = lows[start] as number
    let endHigh = highs[end - 1] as number
    let endLow = lows[end - 1] as number
    for (let k = 1, i = start, j = end - 1; i < end; k++, i++, j--) {
      high = larger(high, highs[i] as number)
      low = smaller(low, lows[i] as number)
      endHigh = larger(endHigh, highs[j] as number)
      endLow = smaller(endLow, lows[j] as number)
      const before = tailHigh[k] as number
      const beneath = tailLow[k] as number
      highest[i] = before > high ? before : high
      lowest[i] = beneath < low ? beneath : low
      nextHigh[period - k] = endHigh
      nextLow[period - k] = endLow
    }
    ;[tailHigh, nextHigh] = [nextHigh, tailHigh]
    ;[tailLow, nextLow] = [nextLow, tailLow]
  }
  return { highest: highest.fill(NaN, from, first), lowest: lowest.fill(NaN, from, first) }
}

/** Which of two prices is larger cannot be foretold, and a wrong guess of the processor costs more than the multiplications. */
function larger(a: number, b: number): number {
  const isLarger = Number(a > b)
  return a * isLarger + b * (1 - isLarger)
}

function smaller(a: number, b: number): number {
  const isSmaller = Number(a < b)
  return a * isSmaller + b * (1 - isSmaller)
}
