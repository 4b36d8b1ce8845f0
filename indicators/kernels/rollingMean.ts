import { column } from './column.ts'

/**
 * Means of the last `period` values; the first at index from + period − 1, where `from` is the first defined value.
 *
 * By blocks of `period` bars: a window is the tail of the last block plus the head of this one, so a sum is only ever added to, nothing is
 * subtracted and nothing drifts, however many bars there are. All is measured from the block's first value, which lies in each of its
 * windows: a constant gives exactly itself, and a price far from zero loses no digits.
 */
export function rollingMean(values: Float64Array, period: number, from = 0): Float64Array {
  const length = values.length
  const means = column(length, from)
  // tail[k] is the sum of the last block from its k-th value on.
  const tail = new Float64Array(period + 1)
  const weight = 1 / period
  for (let start = from; start < length; start += period) {
    const pivot = values[start] as number
    const end = Math.min(start + period, length)
    let head = 0
    for (let i = start, k = 1; i < end; i++, k++) {
      head += (values[i] as number) - pivot
      means[i] = pivot + ((tail[k] as number) + head) * weight
    }
    if (end === length) break
    const next = values[end] as number
    let sum = 0
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      sum += (values[i] as number) - next
      tail[k] = sum
    }
  }
  means.fill(NaN, from, from + period - 1)
  return means
}
