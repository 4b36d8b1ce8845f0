import { column } from './column.ts'

// Arithmetic on whole columns, value by value; fresh columns, NaN where an operand is. One loop for all features: a loop of each feature's own
// would be compiled for each, and an operation that is handed in would be called for every bar.

export function differences(a: Float64Array, b: Float64Array): Float64Array {
  const out = column(a.length)
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) - (b[i] as number)
  return out
}

export function products(a: Float64Array, b: Float64Array): Float64Array {
  const out = column(a.length)
  for (let i = 0; i < out.length; i++) out[i] = (a[i] as number) * (b[i] as number)
  return out
}

/** (a + b) / 2. */
export function means(a: Float64Array, b: Float64Array): Float64Array {
  const out = column(a.length)
  for (let i = 0; i < out.length; i++) out[i] = 0.5 * ((a[i] as number) + (b[i] as number))
  return out
}

export function scaled(values: Float64Array, factor: number): Float64Array {
  const out = column(values.length)
  for (let i = 0; i < out.length; i++) out[i] = (values[i] as number) * factor
  return out
}

export function magnitudes(values: Float64Array): Float64Array {
  const out = column(values.length)
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(values[i] as number)
  return out
}

export function logarithms(values: Float64Array): Float64Array {
  const out = column(values.length)
  for (let i = 0; i < out.length; i++) out[i] = Math.log(values[i] as number)
  return out
}

/** √(value / divisor); 0 where that is negative, which it is by chance or by rounding. */
export function roots(values: Float64Array, divisor = 1): Float64Array {
  const out = column(values.length)
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(Math.max(0, (values[i] as number) / divisor))
  return out
}

/** (value − mean) / deviation; NaN where nothing deviates. */
export function standardScores(values: Float64Array, means: Float64Array, deviations: Float64Array): Float64Array {
  const out = column(values.length)
  for (let i = 0; i < out.length; i++) {
    const deviation = deviations[i] as number
    out[i] = deviation === 0 ? NaN : ((values[i] as number) - (means[i] as number)) / deviation
  }
  return out
}
