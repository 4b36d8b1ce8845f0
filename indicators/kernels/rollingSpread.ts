import { column } from './column.ts'

/**
 * Means and standard deviations of the last `period` values, first at from + period − 1.
 *
 * By blocks, as in rollingSum.ts, and measured from the block's first value. That lies in each of its windows, so no deviation is larger than the window's range, and the
 * textbook difference of squares loses at most about log10(period²) digits: never all of them, as it does on prices far from zero.
 * @param lostDegrees what is taken off the divisor: 0 for a population, 1 for a sample (then period is at least 2)
 */
export function rollingSpread(
  values: Float64Array,
  period: number,
  lostDegrees: 0 | 1,
  from = 0,
): { means: Float64Array; deviations: Float64Array } {
  const length = values.length
  const means = column(length, from)
  const deviations = column(length, from)
  const tail = new Float64Array(period + 1)
  const tailSquares = new Float64Array(period + 1)
  const weight = 1 / period
  const divisor = 1 / (period - lostDegrees)
  for (let start = from; start < length; start += period) {
    const pivot = values[start] as number
    const end = Math.min(start + period, length)
    let head = 0
    let headSquares = 0
    for (let i = start, k = 1; i < end; i++, k++) {
      const distance = (values[i] as number) - pivot
      head += distance
      headSquares += distance * distance
      const sum = (tail[k] as number) + head
      const mean = sum * weight
      means[i] = pivot + mean
      deviations[i] = Math.sqrt(Math.max(0, ((tailSquares[k] as number) + headSquares - sum * mean) * divisor))
    }
    if (end === length) break
    const next = values[end] as number
    let sum = 0
    let squares = 0
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      const distance = (values[i] as number) - next
      sum += distance
      squares += distance * distance
      tail[k] = sum
      tailSquares[k] = squares
    }
  }
  means.fill(NaN, from, from + period - 1)
  deviations.fill(NaN, from, from + period - 1)
  return { means, deviations }
}
