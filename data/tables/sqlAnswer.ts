import { StatementType, type DuckDBConnection, type DuckDBPreparedStatement } from '@duckdb/node-api'
import { UsageError } from '../../domain/errors.ts'
import { jsonSafe, type Json } from './jsonSafe.ts'

export interface SqlAnswer {
  columns: string[]
  /** Values in the order of `columns`. */
  rows: Json[][]
  /** Whether there were more rows than the limits let through. */
  truncated: boolean
}

export interface AnswerLimits {
  maxRows: number
  /** Of the rows as JSON text. */
  maxCharacters: number
}

/** Runs a statement that only reads. @throws UsageError where it is of another type, has parameters or answers too much at once. */
export async function answerStatement(connection: DuckDBConnection, sql: string, limits: AnswerLimits): Promise<SqlAnswer> {
  const statement = await connection.prepare(sql)
  try {
    if (statement.statementType !== StatementType.SELECT) throw new UsageError('Only reading is allowed: this statement is no SELECT.')
    if (statement.parameterCount > 0) throw new UsageError('Parameters ($1 or ?) have no values here; write the values into the SQL.')
    return await readRows(statement, limits)
  } finally {
    statement.destroySync()
  }
}

async function readRows(statement: DuckDBPreparedStatement, { maxRows, maxCharacters }: AnswerLimits): Promise<SqlAnswer> {
  // Streamed: a statement with a billion rows computes only those that are shown.
  const result = await statement.stream()
  const columns = result.deduplicatedColumnNames()
  const rows: Json[][] = []
  let characters = 0
  for await (const chunk of result.yieldRowsJs()) {
    for (const row of chunk) {
      if (rows.length === maxRows) return { columns, rows, truncated: true }
      const values = row.map(jsonSafe)
      characters += JSON.stringify(values).length
      if (characters > maxCharacters && rows.length === 0) {
        throw new UsageError(`One row alone is longer than ${maxCharacters} characters; select fewer columns or summarise.`)
      }
      if (characters > maxCharacters) return { columns, rows, truncated: true }
      rows.push(values)
    }
  }
  return { columns, rows, truncated: false }
}
