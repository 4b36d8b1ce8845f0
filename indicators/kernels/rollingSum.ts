import { column } from './column.ts'

/**
 * Sums of the last `period` values, first at from + period − 1, where `from` is the first defined value.
 *
 * By blocks of `period` bars: a window is the tail of the last block plus the head of this one, so a sum is only ever added to. Nothing is
 * subtracted, hence nothing drifts, a window of zeros sums to exactly 0, and what has left a window leaves no rounding behind.
 */
export function rollingSum(values: Float64Array, period: number, from = 0): Float64Array {
  const length = values.length
  const first = from + period - 1
  const sums = column(length, first)
  // tail[k] is the sum of the last block from its k-th value on.
  const tail = new Float64Array(period + 1)
  for (let start = from; start < length; start += period) {
    const end = Math.min(start + period, length)
    let head = 0
    for (let i = start, k = 1; i < end; i++, k++) {
      head += values[i] as number
      sums[i] = (tail[k] as number) + head
    }
    if (end === length) break
    let sum = 0
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      sum += values[i] as number
      tail[k] = sum
    }
  }
  // The first block has no tail before it.
  return sums.fill(NaN, from, first)
}
