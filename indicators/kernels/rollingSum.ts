import { column } from './column.ts'

/** Sums of the last `period` values, first at from + period − 1; by blocks, as in rollingMean.ts, so that nothing drifts. */
export function rollingSum(values: Float64Array, period: number, from = 0): Float64Array {
  const length = values.length
  const sums = column(length, from)
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
  sums.fill(NaN, from, from + period - 1)
  return sums
}
