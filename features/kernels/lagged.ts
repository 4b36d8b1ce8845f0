import { column } from './column.ts'

/** The column as it stood `lag` bars ago; NaN before there was one. */
export function lagged(values: Float64Array, lag: number): Float64Array {
  const length = values.length
  const past = column(length, Math.min(lag, length))
  for (let i = lag; i < length; i++) past[i] = values[i - lag] as number
  return past
}
