import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'

let shared: Promise<DuckDBInstance> | undefined

/** One in-memory instance per process: starting one costs tens of milliseconds, a connection next to nothing. */
function sharedInstance(): Promise<DuckDBInstance> {
  shared ??= DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' })
  return shared
}

/**
 * Runs `work` on a connection of its own and closes it afterwards, whatever happens.
 * The database is in memory and shared by the process: make only TEMP tables and views, which are the connection's own.
 * Not for statements written by a model or a user: those need an instance without file access.
 */
export async function withDuckDB<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await (await sharedInstance()).connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
  }
}

/** A text as an SQL string literal, quotes included. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
