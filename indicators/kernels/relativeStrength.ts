import { column } from './column.ts'

/** Wilder's relative strength index of a column, 0..100, first at index `period`; 50 where nothing has moved. */
export function relativeStrength(values: Float64Array, period: number): Float64Array {
  const length = values.length
  const strengths = column(length, period)
  if (period >= length) return strengths
  let up = 0
  let down = 0
  for (let i = 1; i <= period; i++) {
    const change = (values[i] as number) - (values[i - 1] as number)
    up += 0.5 * (Math.abs(change) + change)
    down += 0.5 * (Math.abs(change) - change)
  }
  up /= period
  down /= period
  strengths[period] = share(up, down)
  const weight = 1 / period
  let previous = values[period] as number
  for (let i = period + 1; i < length; i++) {
    const value = values[i] as number
    const change = value - previous
    // max(±change, 0) without a branch: which way a price moves cannot be foretold, and a wrong guess costs more than all the rest.
    const size = Math.abs(change)
    up += weight * (0.5 * (size + change) - up)
    down += weight * (0.5 * (size - change) - down)
    strengths[i] = share(up, down)
    previous = value
  }
  return strengths
}

/** The ratio comes first: it never rounds above 1, whereas 100 · up may round so that the quotient passes 100. */
function share(up: number, down: number): number {
  const total = up + down
  return total === 0 ? 50 : 100 * (up / total)
}
