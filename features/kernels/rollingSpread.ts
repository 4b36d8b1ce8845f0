import { column } from './column.ts'

export interface Spread {
  readonly means: Float64Array
  /** Sample standard deviations. */
  readonly deviations: Float64Array
}

/**
 * Means and sample standard deviations of the last `period` (≥ 2) values, the first at period − 1. NaN as in rollingSum.ts.
 *
 * By blocks, and measured from the block's first value. That lies in each of its windows, so no deviation is larger than the window's range
 * and the difference of squares keeps its digits; equal values have a deviation of exactly 0.
 */
export function rollingSpread(values: Float64Array, period: number): Spread {
  const length = values.length
  const means = column(length)
  const deviations = column(length)
  const tail = new Float64Array(period + 1)
  const tailSquares = new Float64Array(period + 1)
  for (let start = 0; start < length; start += period) {
    const pivot = values[start] as number
    const end = Math.min(start + period, length)
    let head = 0
    let headSquares = 0
    for (let i = start, k = 1; i < end; i++, k++) {
      const distance = (values[i] as number) - pivot
      head += distance
      headSquares += distance * distance
      const sum = (tail[k] as number) + head
      const mean = sum / period
      means[i] = pivot + mean
      deviations[i] = Math.sqrt(Math.max(0, ((tailSquares[k] as number) + headSquares - sum * mean) / (period - 1)))
    }
    if (end === length) break
    fillTails(values, end, period, tail, tailSquares)
  }
  const first = Math.min(length, period - 1)
  return { means: means.fill(NaN, 0, first), deviations: deviations.fill(NaN, 0, first) }
}

/** Sums from each of the block's values to its end, measured from the first value of the next block. */
function fillTails(values: Float64Array, end: number, period: number, tail: Float64Array, squares: Float64Array): void {
  const pivot = values[end] as number
  let sum = 0
  let sumOfSquares = 0
  for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
    const distance = (values[i] as number) - pivot
    sum += distance
    sumOfSquares += distance * distance
    tail[k] = sum
    squares[k] = sumOfSquares
  }
}
