import type { Bars } from '../../domain/bars.ts'
import type { SeriesKind } from '../../domain/contractSeries.ts'
import { columnsHash } from '../lake/contentHash.ts'
import type { TimedColumns } from '../lake/parquetColumns.ts'
import { barsOf } from '../quality/barsOf.ts'

/**
 * Rows of a series as bars, so that they are ordered, merged and measured like bars: a funding rate stands where its files have it, in `open`;
 * what a kind has not is NaN.
 */
export type SeriesRows = Bars

/** What is stored of each kind, by its name in the file and its place in the rows. */
const STORED = {
  funding: { time: 'time', rate: 'open' },
  mark: { time: 'time', open: 'open', high: 'high', low: 'low', close: 'close' },
} as const satisfies Readonly<Record<SeriesKind, Readonly<Record<string, keyof Bars>>>>

export function storedNames(kind: SeriesKind): string[] {
  return Object.keys(STORED[kind])
}

export function storedColumns(kind: SeriesKind, rows: SeriesRows): TimedColumns {
  return Object.fromEntries(Object.entries(STORED[kind]).map(([name, column]) => [name, rows[column]])) as TimedColumns
}

/** Columns in the order of storedNames. */
export function rowsOf(kind: SeriesKind, columns: readonly Float64Array[]): SeriesRows {
  const length = columns[0]?.length ?? 0
  const at = new Map<string, Float64Array>(Object.values(STORED[kind]).map((name, k) => [name, columns[k] as Float64Array]))
  const none = new Float64Array(length).fill(NaN)
  return barsOf(['time', 'open', 'high', 'low', 'close', 'volume'].map((name) => at.get(name) ?? none))
}

export function seriesHash(kind: SeriesKind, rows: SeriesRows): string {
  return columnsHash(Object.values(storedColumns(kind, rows)))
}
