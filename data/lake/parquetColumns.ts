import { DOUBLE, DuckDBDataChunk, DuckDBDoubleVector, type DuckDBConnection, type DuckDBVector } from '@duckdb/node-api'
import { sqlText, withDuckDB } from '../duckdb.ts'

/** Columns of one length by name; `time` is ms UTC, in any other NaN is what does not exist. Names are the program's own. */
export type TimedColumns = Readonly<Record<'time' | (string & {}), Float64Array>>

const CHUNK_ROWS = 2048

/** The vector's own memory. The library types it as private, though it is the only way in and out without an object per value. */
function doublesOf(vector: DuckDBVector): Float64Array {
  const items: unknown = vector instanceof DuckDBDoubleVector ? Reflect.get(vector, 'items') : undefined
  if (!(items instanceof Float64Array)) throw new TypeError('A DuckDB vector of doubles has no Float64Array: the library has changed.')
  return items
}

async function stage(connection: DuckDBConnection, entries: readonly (readonly [string, Float64Array])[]): Promise<void> {
  await connection.run(`create or replace temp table staged(${entries.map(([name]) => `${name} double`).join(', ')})`)
  const appender = await connection.createAppender('staged')
  const chunk = DuckDBDataChunk.create(
    entries.map(() => DOUBLE),
    CHUNK_ROWS,
  )
  const length = entries[0]?.[1].length ?? 0
  for (let from = 0; from < length; from += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, length - from)
    chunk.rowCount = rows
    entries.forEach(([, column], index) => {
      const vector = chunk.getColumnVector(index)
      doublesOf(vector).set(column.subarray(from, from + rows))
      vector.flush()
    })
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** Writes columns to `file`: `time` as a TIMESTAMP in UTC, the rest as DOUBLE, what does not exist as NULL. */
export async function writeColumns(columns: TimedColumns, file: string): Promise<void> {
  const entries = Object.entries(columns)
  const stored = entries.map(([name]) =>
    name === 'time' ? 'epoch_ms(time::bigint) as time' : `case when isnan(${name}) then null else ${name} end as ${name}`,
  )
  await withDuckDB(async (connection) => {
    await stage(connection, entries)
    try {
      await connection.run(`copy (select ${stored.join(', ')} from staged) to ${sqlText(file)} (format parquet, compression zstd)`)
    } finally {
      await connection.run('drop table staged')
    }
  })
}

/**
 * Reads `rows` rows in the order they were written, without an object per row; columns in the order of `names`, the first of which is `time`.
 * @throws whatever DuckDB throws for a file that is absent or damaged, RangeError for one with another number of rows.
 */
export async function readColumns(names: readonly string[], file: string, rows: number): Promise<Float64Array[]> {
  const read = names.map((name) => (name === 'time' ? 'epoch_ms(time)::double' : `coalesce(${name}, 'nan'::double)`))
  return withDuckDB(async (connection) => {
    const columns = names.map(() => new Float64Array(rows))
    const result = await connection.run(`select ${read.join(', ')} from read_parquet(${sqlText(file)}, hive_partitioning = false)`)
    let filled = 0
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      if (filled + chunk.rowCount > rows) throw new RangeError(`${file} holds more than ${rows} rows`)
      for (const [index, column] of columns.entries()) {
        column.set(doublesOf(chunk.getColumnVector(index)).subarray(0, chunk.rowCount), filled)
      }
      filled += chunk.rowCount
    }
    if (filled !== rows) throw new RangeError(`${file} holds ${filled} rows instead of ${rows}`)
    return columns
  })
}
