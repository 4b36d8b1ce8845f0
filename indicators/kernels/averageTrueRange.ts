import type { Bars } from '../../domain/bars.ts'
import { column } from './column.ts'

/** Wilder's mean of the true range, without that of bar 0, which has no close before it; first at index `period`. One pass. */
export function averageTrueRange({ high, low, close }: Bars, period: number): Float64Array {
  const length = close.length
  const averages = column(length, period)
  if (period >= length) return averages
  const weight = 1 / period
  let previous = close[0] as number
  let average = 0
  for (let i = 1; i <= period; i++) {
    average += weight * (Math.max(high[i] as number, previous) - Math.min(low[i] as number, previous))
    previous = close[i] as number
  }
  averages[period] = average
  for (let i = period + 1; i < length; i++) {
    const range = Math.max(high[i] as number, previous) - Math.min(low[i] as number, previous)
    average += weight * (range - average)
    averages[i] = average
    previous = close[i] as number
  }
  return averages
}
