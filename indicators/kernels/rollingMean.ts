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
    let i = start + 1
    // Four at once, so that a sum waits for one addition where it would wait for four.
    for (; i + 3 < end; i += 4) {
      const j = i - period
      const a = (values[i] as number) - (values[j] as number)
      const b = (values[i + 1] as number) - (values[j + 1] as number)
      const c = (values[i + 2] as number) - (values[j + 2] as number)
      const d = (values[i + 3] as number) - (values[j + 3] as number)
      means[i] = pivot + (sum + a) * weight
      means[i + 1] = pivot + (sum + (a + b)) * weight
      means[i + 2] = pivot + (sum + (a + b + c)) * weight
      sum += a + b + (c + d)
      means[i + 3] = pivot + sum * weight
    }
    // Of the rest each as it would be in a four: a value does not depend on how many bars come after it.
    for (let change = 0; i < end; i++) {
      change += (values[i] as number) - (values[i - period] as number)
      means[i] = pivot + (sum + change) * weight
    }
  }
  return means
}
