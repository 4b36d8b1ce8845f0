import { StatementType, type DuckDBConnection, type DuckDBPreparedStatement } from '@duckdb/node-api'
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf, QuantopiaError, UsageError } from '../../domain/errors.ts'
import { sqlText } from '../duckdb.ts'
import type { Publisher } from '../facts/openPublisher.ts'
import { jsonSafe, type Json } from './jsonSafe.ts'
import { openLockedDatabase, SQL_VIEWS, type LockedDatabase } from './lockedDatabase.ts'
import { checkSqlTree } from './sqlPolicy.ts'

export interface SqlLimits {
  maxRows?: number | undefined
  timeoutMs?: number | undefined
  /** Of the answer as JSON text. */
  maxCharacters?: number | undefined
}

export interface SqlAnswer {
  columns: string[]
  /** Values in the order of `columns`. */
  rows: Json[][]
  /** Whether there were more rows than the limits let through. */
  truncated: boolean
}

const MAX_TEXT = 10_000
/** How long an interrupted statement may take to notice. */
const GRACE_MS = 500

/** The function that runs one read-only statement over the tables. @throws UsageError with one sentence: what is not allowed or not right. */
export function openReadOnlySql(tablesDir: string, publisher: Publisher): (sql: string, limits?: SqlLimits) => Promise<SqlAnswer> {
  let database: Promise<LockedDatabase> | undefined
  return async (sql, limits = {}) => {
    if (sql.length > MAX_TEXT) throw new UsageError(`The SQL is ${sql.length} characters long; ${MAX_TEXT} are allowed.`)
    if (sql.trim() === '' || sql.includes('\0')) throw new UsageError('The SQL is empty or contains a zero byte; write one SELECT.')
    if (database === undefined) await publisher.publish()
    database ??= openLockedDatabase(tablesDir)
    const connection = await (await database).connect()
    const { timeoutMs = 5000 } = limits
    const answer = answerStatement(connection, sql, publisher, limits).finally(() => connection.closeSync())
    const isDone = await within(answer, timeoutMs)
    if (isDone) return answer
    connection.interrupt()
    // A function that does not heed the interrupt goes on behind our back; the next statement gets a database of its own.
    if (!(await within(answer, GRACE_MS))) database = undefined
    throw new UsageError(`The statement took longer than ${timeoutMs / 1000} s; narrow it down.`, { timeoutMs })
  }
}

/** Whether `work` settles within the time. Its failure is not lost: whoever awaits it next gets it. */
async function within(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const stop = new AbortController()
  const settled = work.then(
    () => true,
    () => true,
  )
  const late = sleep(timeoutMs, false, { signal: stop.signal }).catch(() => false)
  const isDone = await Promise.race([settled, late])
  stop.abort()
  return isDone
}

async function answerStatement(connection: DuckDBConnection, sql: string, publisher: Publisher, limits: SqlLimits): Promise<SqlAnswer> {
  try {
    const tree = await connection.runAndReadAll(`SELECT json_serialize_sql(${sqlText(sql)}, skip_null := true, skip_empty := true)`)
    const views = checkSqlTree(String(tree.getRows()[0]?.[0]), Object.keys(SQL_VIEWS))
    await publisher.publish([...new Set(views.flatMap((view) => SQL_VIEWS[view] ?? []))])
    const statement = await connection.prepare(sql)
    try {
      return await readAnswer(statement, limits)
    } finally {
      statement.destroySync()
    }
  } catch (cause) {
    if (cause instanceof QuantopiaError) throw cause
    throw new UsageError(explain(messageOf(cause)), {}, { cause })
  }
}

async function readAnswer(statement: DuckDBPreparedStatement, limits: SqlLimits): Promise<SqlAnswer> {
  const { maxRows = 200, maxCharacters = 200_000 } = limits
  if (statement.statementType !== StatementType.SELECT) throw new UsageError('Only reading is allowed: this statement is no SELECT.')
  if (statement.parameterCount > 0) throw new UsageError('Parameters ($1 or ?) have no values here; write the values into the SQL.')
  const result = await statement.stream()
  const rows: Json[][] = []
  let characters = 0
  for await (const chunk of result.yieldRowsJs()) {
    for (const row of chunk) {
      const values = row.map(jsonSafe)
      characters += JSON.stringify(values).length
      if (characters > maxCharacters && rows.length === 0) {
        throw new UsageError(`One row alone is longer than ${maxCharacters} characters; select fewer columns or summarise.`)
      }
      if (characters > maxCharacters || rows.length === maxRows) return { columns: result.deduplicatedColumnNames(), rows, truncated: true }
      rows.push(values)
    }
  }
  return { columns: result.deduplicatedColumnNames(), rows, truncated: false }
}

/** DuckDB's message as one sentence: its kind, what was wrong, and what it suggests. */
function explain(message: string): string {
  if (message.startsWith('Out of Memory')) return 'The statement needs more than 512 MB; narrow it down.'
  const sentence = message.split(/\n\s*LINE \d+:/)[0] as string
  return `The SQL cannot be run: ${sentence
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.!]?$/, '.')}`
}
