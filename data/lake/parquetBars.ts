import { DOUBLE, DuckDBDataChunk, DuckDBDoubleVector } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBType, DuckDBVector } from '@duckdb/node-api'
import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import { barsOf } from '../quality/barsOf.ts'
import { sqlText, withDuckDB } from '../duckdb.ts'

const CHUNK_ROWS = 2048

async function stageColumns(connection: DuckDBConnection, bars: Bars): Promise<void> {
  await connection.run(
    'create or replace temp table staged_bars(time double, open double, high double, low double, close double, volume double)',
  )
  const appender = await connection.createAppender('staged_bars')
  const types: DuckDBType[] = BAR_COLUMNS.map(() => DOUBLE)
  const chunk = DuckDBDataChunk.create(types, CHUNK_ROWS)
  for (let from = 0; from < bars.time.length; from += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, bars.time.length - from)
    chunk.rowCount = rows
    BAR_COLUMNS.forEach((name, index) => {
      const vector = chunk.getColumnVector(index)
      doublesOf(vector).set(bars[name].subarray(from, from + rows))
      vector.flush()
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** The vector's own memory. The library types it as private, though it is the only way in and out without an object per value. */
function doublesOf(vector: DuckDBVector): Float64Array {
  const items: unknown = vector instanceof DuckDBDoubleVector ? Reflect.get(vector, 'items') : undefined
  if (!(items instanceof Float64Array)) throw new TypeError('A DuckDB vector of doubles has no Float64Array: the library has changed.')
  return items
}

/** Writes bars to `file`: `time` as a TIMESTAMP in UTC, the rest as DOUBLE, a volume that does not exist as NULL. */
export async function writeParquet(bars: Bars, file: string): Promise<void> {
  await withDuckDB(async (connection) => {
    await stageColumns(connection, bars)
    try {
      await connection.run(
        `copy (select epoch_ms(time::bigint) as time, open, high, low, close, case when isnan(volume) then null else volume end as volume
           from staged_bars) to ${sqlText(file)} (format parquet, compression zstd)`,
      )
    } finally {
      await connection.run('drop table staged_bars')
    }
  })
}

/**
 * Reads `rows` bars in the order they were written, without an object per bar.
 * @throws whatever DuckDB throws for a file that is absent or damaged, RangeError for one with another number of rows.
 */
export async function readParquet(file: string, rows: number): Promise<Bars> {
  return withDuckDB(async (connection) => {
    const columns = BAR_COLUMNS.map(() => new Float64Array(rows))
    const result = await connection.run(
      `select epoch_ms(time)::double, open, high, low, close, coalesce(volume, 'nan'::double) from read_parquet(${sqlText(file)}, hive_partitioning = false)`,
    )
    let read = 0
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      if (read + chunk.rowCount > rows) throw new RangeError(`${file} holds more than ${rows} rows`)
      for (const [index, column] of columns.entries()) {
        column.set(doublesOf(chunk.getColumnVector(index)).subarray(0, chunk.rowCount), read)
      }
      read += chunk.rowCount
    }
    if (read !== rows) throw new RangeError(`${file} holds ${read} rows instead of ${rows}`)
    return barsOf(columns)
  })
}
