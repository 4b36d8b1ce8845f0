import { column } from './column.ts'

/**
 * Highest of `highs` and lowest of `lows` over the last `period` bars, the current one included; first at from + period − 1.
 * By blocks (van Herk 1992; Gil and Werman 1993): three comparisons a bar whatever the period, and no queue.
 */
export function rollingRange(
  highs: Float64Array,
  lows: Float64Array,
  period: number,
  from = 0,
): { highest: Float64Array; lowest: Float64Array } {
  const length = highs.length
  const highest = column(length, from)
  const lowest = column(length, from)
  const tailHigh = new Float64Array(period + 1)
  const tailLow = new Float64Array(period + 1)
  tailHigh[period] = -Infinity
  tailLow[period] = Infinity
  for (let start = from; start < length; start += period) {
    const end = Math.min(start + period, length)
    let high = -Infinity
    let low = Infinity
    for (let i = start, k = 1; i < end; i++, k++) {
      high = Math.max(high, highs[i] as number)
      low = Math.min(low, lows[i] as number)
      highest[i] = Math.max(tailHigh[k] as number, high)
      lowest[i] = Math.min(tailLow[k] as number, low)
    }
    if (end === length) break
    high = -Infinity
    low = Infinity
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      high = Math.max(high, highs[i] as number)
      low = Math.min(low, lows[i] as number)
      tailHigh[k] = high
      tailLow[k] = low
    }
  }
  highest.fill(NaN, from, from + period - 1)
  lowest.fill(NaN, from, from + period - 1)
  return { highest, lowest }
}
