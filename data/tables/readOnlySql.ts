import type { DuckDBConnection } from '@duckdb/node-api'
import { messageOf, QuantopiaError, UsageError } from '../../domain/errors.ts'
import { sqlText } from '../duckdb.ts'
import type { KindName } from '../facts/kinds.ts'
import type { Publisher } from '../facts/openPublisher.ts'
import { openLockedDatabase, SQL_VIEWS, type LockedDatabase } from './lockedDatabase.ts'
import { answerStatement, type AnswerLimits, type SqlAnswer } from './sqlAnswer.ts'
import { checkSqlTree } from './sqlPolicy.ts'
import { settlesWithin } from './timeLimit.ts'

export type SqlLimits = Partial<AnswerLimits> & { timeoutMs?: number }

const LIMITS = { maxRows: 200, maxCharacters: 200_000, timeoutMs: 5000 }
const MAX_TEXT = 10_000
/** How long an interrupted statement may take to notice. */
const GRACE_MS = 500

export interface ReadOnlySql {
  /** Runs one read-only statement over the tables. @throws UsageError with one sentence: what is not allowed or not right. */
  answer(sql: string, limits?: SqlLimits): Promise<SqlAnswer>
  close(): void
}

export function openReadOnlySql(tablesDir: string, publisher: Publisher): ReadOnlySql {
  let database: LockedDatabase | undefined
  const open = async (): Promise<LockedDatabase> => {
    // A view needs a part to take its types from.
    await publisher.publish()
    const opened = await openLockedDatabase(tablesDir)
    if (database !== undefined) opened.close()
    return (database ??= opened)
  }
  return {
    answer: async (sql, limits) => {
      checkText(sql)
      const used = database ?? (await open())
      const connection = await used.connect()
      let answering: Promise<SqlAnswer> | undefined
      const { timeoutMs, ...rest } = { ...LIMITS, ...limits }
      try {
        await publisher.publish(await tablesRead(connection, sql))
        answering = answerStatement(connection, sql, rest)
        if (await settlesWithin(answering, timeoutMs)) return await answering
        throw new UsageError(`The statement took longer than ${timeoutMs / 1000} s; narrow it down.`, { timeoutMs })
      } catch (error) {
        throw inWords(error)
      } finally {
        const isOver = await stop(connection, answering)
        if (!isOver && database === used) database = undefined
      }
    },
    close: () => {
      database?.close()
      database = undefined
    },
  }
}

function checkText(sql: string): void {
  if (sql.length > MAX_TEXT) throw new UsageError(`The SQL is ${sql.length} characters long; ${MAX_TEXT} are allowed.`)
  if (sql.trim() === '' || sql.includes('\0')) throw new UsageError('The SQL is empty or contains a zero byte; write one SELECT.')
}

/** The kinds of facts that a statement reads, if it may be run at all. */
async function tablesRead(connection: DuckDBConnection, sql: string): Promise<KindName[]> {
  const tree = await connection.runAndReadAll(`SELECT json_serialize_sql(${sqlText(sql)}, skip_null := true, skip_empty := true)`)
  const views = checkSqlTree(String(tree.getRows()[0]?.[0]), Object.keys(SQL_VIEWS))
  return [...new Set(views.flatMap((view) => SQL_VIEWS[view] ?? []))]
}

/** Ends what still runs and closes the connection. False when a function did not heed the interrupt: it goes on behind our back. */
async function stop(connection: DuckDBConnection, answering: Promise<unknown> = Promise.resolve()): Promise<boolean> {
  const ended = answering.then(
    () => connection.closeSync(),
    () => connection.closeSync(),
  )
  connection.interrupt()
  return settlesWithin(ended, GRACE_MS)
}

/** DuckDB's message as one sentence: its kind, what was wrong, and what it suggests. */
function inWords(error: unknown): Error {
  if (error instanceof QuantopiaError) return error
  const message = messageOf(error)
  if (message.startsWith('Out of Memory'))
    return new UsageError('The statement needs more than 512 MB; narrow it down.', {}, { cause: error })
  const sentence = (message.split(/\n\s*LINE \d+:/)[0] as string).replaceAll(/\s+/g, ' ').trim()
  return new UsageError(`The SQL cannot be run: ${sentence.replace(/[.!]?$/, '.')}`, {}, { cause: error })
}
