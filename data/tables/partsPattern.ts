import { join } from 'node:path'
import { sqlText } from '../duckdb.ts'
import type { KindName } from '../facts/kinds.ts'

/** All parts of a kind as DuckDB's read_parquet takes them; characters of the path itself are no wildcards. */
export function partsPattern(tablesDir: string, kind: KindName): string {
  const directory = join(tablesDir, kind).replace(/[[*?]/g, '[$&]')
  return sqlText(`${directory}/part-*.parquet`)
}
