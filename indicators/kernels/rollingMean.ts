import { column } from './column.ts'

/** Bars after which the running sum is added up afresh. */
const STRIDE = 128

/**
 * Means of the last `period` values; the first at index from + period − 1, where `from` is the first defined value.
 *
 * A running sum, begun afresh every so many bars, so that its rounding does not drift however many there are, and measured from a value
 * near by: a constant gives exactly itself, and a price far from zero loses no digits. What must come back to exactly nothing
 * (a window without volume, or without spread) is not for a running sum: see rollingSum.ts and rollingSpread.ts.
 */
export function rollingMean(values: Float64Array, period: number, from = 0): Float64Array {
  const length = values.length
  const first = from + period - 1
  const means = column(length, first)
  const weight = 1 / period
  const stride = Math.max(STRIDE, period)
  for (let start = first; start < length; start += stride) {
    const pivot = values[start] as number
    let sum = 0
    for (let k = start - period + 1; k < start; k++) sum += (values[k] as number) - pivot
    means[start] = pivot + sum * weight
    const end = Math.min(start + stride, length)
    for (let i = start + 1; i < end; i++) {
      sum += (values[i] as number) - (values[i - period] as number)
      means[i] = pivot + sum * weight
    }
  }
  return means
}
