import { column } from './column.ts'

/**
 * Sums of the last `period` values, the first at period − 1. A NaN makes the windows that hold it NaN and no other.
 *
 * By blocks of `period` values: a window is the tail of the last block plus the head of this one, so a sum is only ever added to. Nothing is
 * subtracted, hence nothing drifts, a window of zeros sums to exactly 0, and what has left a window (a NaN too) leaves nothing behind.
 */
export function rollingSum(values: Float64Array, period: number): Float64Array {
  const length = values.length
  const sums = column(length)
  // tail[k] is the sum of the last block from its k-th value on.
  const tail = new Float64Array(period + 1)
  for (let start = 0; start < length; start += period) {
    const end = Math.min(start + period, length)
    let head = 0
    for (let i = start, k = 1; i < end; i++, k++) {
      head += values[i] as number
      sums[i] = (tail[k] as number) + head
    }
    let sum = 0
    for (let k = period - 1, i = end - 1; k > 0 && end < length; k--, i--) {
      sum += values[i] as number
      tail[k] = sum
    }
  }
  return sums.fill(NaN, 0, Math.min(length, period - 1))
}

/** Means of the last `period` values; NaN as in `rollingSum`. */
export function rollingMean(values: Float64Array, period: number): Float64Array {
  const means = rollingSum(values, period)
  for (let i = 0; i < means.length; i++) means[i] = (means[i] as number) / period
  return means
}
