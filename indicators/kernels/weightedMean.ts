import { column } from './column.ts'

/**
 * Means of the last `period` values with weights 1 (oldest) to period (newest), first at from + period − 1; by blocks, as in rollingSum.ts.
 * With m values of the last block in the window, this block's j-th weighs m + j: so its plain sum is kept beside its weighted one.
 */
export function weightedMean(values: Float64Array, period: number, from = 0): Float64Array {
  const length = values.length
  const means = column(length, from)
  const tail = new Float64Array(period + 1)
  const weight = 2 / (period * (period + 1))
  for (let start = from; start < length; start += period) {
    const pivot = values[start] as number
    const end = Math.min(start + period, length)
    let head = 0
    let weighted = 0
    for (let i = start, j = 1; i < end; i++, j++) {
      const distance = (values[i] as number) - pivot
      head += distance
      weighted += j * distance
      means[i] = pivot + ((tail[j] as number) + weighted + (period - j) * head) * weight
    }
    if (end === length) break
    const next = values[end] as number
    let sum = 0
    let sums = 0
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      sum += (values[i] as number) - next
      sums += sum
      tail[k] = sums
    }
  }
  means.fill(NaN, from, from + period - 1)
  return means
}
