import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { sqlText } from '../duckdb.ts'
import { TABLE_NAMES, type KindName } from '../facts/kinds.ts'
import { modelUsageSql } from './modelUsage.ts'
import { ROW_COLUMNS } from './strategyRow.ts'
import { partsPattern } from './partsPattern.ts'

/** Views by name, and the table whose parts each one reads. */
export const SQL_VIEWS: Readonly<Record<string, KindName>> = {
  ...Object.fromEntries(TABLE_NAMES.map((kind) => [kind, kind])),
  strategy_rows: 'strategies',
  model_usage: 'strategies',
}

export interface LockedDatabase {
  connect(): Promise<DuckDBConnection>
  close(): void
}

/**
 * A DuckDB instance for statements that a model or a user wrote: views over the parts, bounded memory, nothing on the disk,
 * and no way to any file outside the tables; these settings cannot be changed from inside. What it would still let through,
 * writing among the parts, checkSqlTree and the statement's type keep out.
 */
export async function openLockedDatabase(tablesDir: string): Promise<LockedDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '512MB',
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  })
  const connection = await instance.connect()
  try {
    // Of 100 parts the footers alone take 10 ms; DuckDB reads one again where its file was replaced.
    await connection.run('LOAD parquet')
    await connection.run('SET GLOBAL parquet_metadata_cache = true')
    for (const kind of TABLE_NAMES)
      await connection.run(`CREATE VIEW ${kind} AS SELECT * FROM read_parquet(${partsPattern(tablesDir, kind)})`)
    await connection.run(`CREATE VIEW strategy_rows AS SELECT ${ROW_COLUMNS} FROM strategies`)
    await connection.run(`CREATE VIEW model_usage AS ${modelUsageSql('strategy_rows')}`)
    await connection.run(`SET allowed_directories = [${sqlText(tablesDir)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } finally {
    connection.closeSync()
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() }
}
