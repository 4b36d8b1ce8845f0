import type { Bars } from '../../domain/bars.ts'
import { column } from './column.ts'

/** Wilder's true range: the bar's own range, widened to the close before it. The first bar has its own range alone. */
export function trueRange({ high, low, close }: Bars): Float64Array {
  const length = close.length
  const ranges = column(length, 0)
  if (length > 0) ranges[0] = (high[0] as number) - (low[0] as number)
  for (let i = 1; i < length; i++) {
    const previous = close[i - 1] as number
    ranges[i] = Math.max(high[i] as number, previous) - Math.min(low[i] as number, previous)
  }
  return ranges
}
