import type { Bars } from '../../domain/bars.ts'

/** Bars of six columns in the order of BAR_COLUMNS. @throws RangeError for any other number of columns. */
export function barsOf(columns: readonly Float64Array[]): Bars {
  const [time, open, high, low, close, volume] = columns
  if (!time || !open || !high || !low || !close || !volume) throw new RangeError(`Bars have six columns, not ${columns.length}.`)
  return { time, open, high, low, close, volume }
}
