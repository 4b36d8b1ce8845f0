import type { Bars } from '../../domain/bars.ts'
import { PassingFailure } from './failures.ts'

/** [open time ms, open, high, low, close, volume]; a volume that the exchange does not tell is NaN. */
export type BarRow = readonly [number, number, number, number, number, number]

/**
 * An exchange client's rows as bars, ascending by time, one per time (the later row of two wins).
 * @throws PassingFailure for a row that is none: half an answer must not be taken for a whole one.
 */
export function barRows(raw: readonly unknown[]): BarRow[] {
  const byTime = new Map<number, BarRow>()
  for (const row of raw) {
    const bar = barRow(row)
    byTime.set(bar[0], bar)
  }
  return [...byTime.values()].sort((a, b) => a[0] - b[0])
}

function barRow(row: unknown): BarRow {
  if (!Array.isArray(row)) throw new PassingFailure('an answer with rows that are no bars')
  const [time, open, high, low, close, volume] = row as unknown[]
  if (!isNumber(time) || !isNumber(open) || !isNumber(high) || !isNumber(low) || !isNumber(close)) {
    throw new PassingFailure('an answer with rows that are no bars')
  }
  return [time, open, high, low, close, isNumber(volume) ? volume : Number.NaN]
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

export function columnsOf(rows: readonly BarRow[]): Bars {
  const column = (index: 0 | 1 | 2 | 3 | 4 | 5): Float64Array => Float64Array.from(rows, (row) => row[index])
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) }
}
