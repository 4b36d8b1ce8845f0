import { column } from './column.ts'
import { meanOf } from './meanOf.ts'

/** Weight of the newest value in an exponential mean of `period` bars. */
export function exponentialWeight(period: number): number {
  return 2 / (period + 1)
}

/** Exponential means, seeded with the mean of the first `period` values; first at from + period − 1. */
export function exponentialMean(values: Float64Array, period: number, from = 0): Float64Array {
  return smoothed(values, period, exponentialWeight(period), from)
}

/** Wilder's means (1978): weight 1 / period, seeded with the mean of the first `period` values; first at from + period − 1. */
export function wilderMean(values: Float64Array, period: number, from = 0): Float64Array {
  return smoothed(values, period, 1 / period, from)
}

/** mean += weight · (value − mean): in this form a constant stays exactly what it is. */
function smoothed(values: Float64Array, period: number, weight: number, from: number): Float64Array {
  const length = values.length
  const first = from + period - 1
  const means = column(length, first)
  if (first >= length) return means
  let mean = meanOf(values, from, first + 1)
  means[first] = mean
  for (let i = first + 1; i < length; i++) {
    mean += weight * ((values[i] as number) - mean)
    means[i] = mean
  }
  return means
}
