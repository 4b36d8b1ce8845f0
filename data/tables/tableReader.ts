import type { DuckDBValue } from '@duckdb/node-api'
import { join } from 'node:path'
import type { KindName } from '../facts/kinds.ts'
import type { Publisher } from '../facts/openPublisher.ts'
import { sqlText, withDuckDB } from '../duckdb.ts'
import { jsonSafe, type Json } from './jsonSafe.ts'

export type Row = Record<string, Json>

/** Asks the Parquet parts, which are brought up to date before. */
export interface TableReader {
  /** Rows of a query that names each table by `from(kind)`. */
  rows(kinds: readonly KindName[], sql: string, values?: readonly DuckDBValue[]): Promise<Row[]>
  /** The parts of a kind as something to select from; `filename, file_row_number` is the order in which facts were stored. */
  from(kind: KindName): string
}

/** A path in which DuckDB takes no character for a wildcard. */
const literal = (path: string): string => path.replace(/[[*?]/g, '[$&]')

/** All parts of a kind as DuckDB's read_parquet takes them. */
export function partsPattern(tablesDir: string, kind: KindName): string {
  return sqlText(`${literal(join(tablesDir, kind))}/part-*.parquet`)
}

export function openTableReader(tablesDir: string, publisher: Publisher): TableReader {
  return {
    rows: async (kinds, sql, values = []) => {
      await publisher.publish(kinds)
      return withDuckDB(async (connection) => {
        const reader = await connection.runAndReadAll(sql, [...values])
        return reader.getRowObjectsJS().map((row) => jsonSafe(row) as Row)
      })
    },
    from: (kind) => `read_parquet(${partsPattern(tablesDir, kind)}, filename = true, file_row_number = true)`,
  }
}
