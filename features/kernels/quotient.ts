import { column } from './column.ts'

/** a / b; a ratio to nothing does not exist (NaN), whatever a is. */
export function quotient(a: number, b: number): number {
  return b === 0 ? NaN : a / b
}

/** Value by value. */
export function quotients(a: Float64Array, b: Float64Array): Float64Array {
  const ratios = column(a.length)
  for (let i = 0; i < a.length; i++) ratios[i] = quotient(a[i] as number, b[i] as number)
  return ratios
}

/** ln(a / b), value by value. The ratio comes first, so that a change of units cancels without rounding. */
export function logRatios(a: Float64Array, b: Float64Array): Float64Array {
  const logs = column(a.length)
  for (let i = 0; i < a.length; i++) logs[i] = Math.log((a[i] as number) / (b[i] as number))
  return logs
}
