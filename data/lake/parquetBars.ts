import { BAR_COLUMNS, type Bars } from '../../domain/bars.ts'
import { barsOf } from '../quality/barsOf.ts'
import { readColumns, writeColumns } from './parquetColumns.ts'

/** Writes bars to `file`: `time` as a TIMESTAMP in UTC, the rest as DOUBLE, a volume that does not exist as NULL. */
export async function writeParquet(bars: Bars, file: string): Promise<void> {
  const { time, open, high, low, close, volume } = bars
  await writeColumns({ time, open, high, low, close, volume }, file)
}

/**
 * Reads `rows` bars in the order they were written, without an object per bar.
 * @throws whatever DuckDB throws for a file that is absent or damaged, RangeError for one with another number of rows.
 */
export async function readParquet(file: string, rows: number): Promise<Bars> {
  return barsOf(await readColumns(BAR_COLUMNS, file, rows))
}
