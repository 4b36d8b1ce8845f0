import { DuckDBInstance, LIST, listValue, VARCHAR, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import { join } from 'node:path'
import { sqlText } from '../duckdb.ts'
import { FACT_KINDS } from '../facts/kinds.ts'
import type { FactStore } from '../facts/openFacts.ts'
import type { Publisher } from '../facts/openPublisher.ts'
import { partFile } from '../facts/parts.ts'
import { jsonSafeRow, type Json } from './jsonSafe.ts'
import { ROW_COLUMNS } from './strategyRow.ts'

export type Row = Record<string, Json>

/**
 * The stored strategies as a table in memory: `strategies`, with what a StrategyRow shows and
 * `seq` (the order in which they were stored), `distinct_indicators`, `failure_stage`, `metrics`, `grandparent_id` and `dataset_id`.
 */
export interface StrategyTable {
  rows(sql: string, values?: readonly DuckDBValue[], types?: readonly DuckDBType[]): Promise<Row[]>
  close(): Promise<void>
}

const { rowsPerPart, columns } = FACT_KINDS.strategies
/** So many new strategies are quicker read from the facts than published and read from the parts. */
const FEW = 200
/** Distinct here and not in each question: at 100,000 strategies that takes 40 ms. */
const COLUMNS = `${ROW_COLUMNS}, list_distinct(indicators_used) AS distinct_indicators, failure.stage AS failure_stage, metrics,
  grandparent_id, dataset_id`

interface Loaded {
  readonly instance: DuckDBInstance
  readonly connection: DuckDBConnection
  /** The greatest `seq` in memory. */
  readonly rows: number
}

/**
 * Facts do not change, so what was read once is kept, and a call reads only what is new, from the facts where it is little and else from the
 * parts: at 10,000 strategies a question takes a tenth of what reading all parts does (bench/tables.ts).
 */
export function openStrategyTable(tablesDir: string, facts: FactStore, publisher: Publisher): StrategyTable {
  let loaded: Promise<Loaded | undefined> = Promise.resolve(undefined)
  const refresh = async (): Promise<Loaded> => {
    // One after the other: two that append at once would append the same rows.
    const next = loaded.then((before) => append(before, tablesDir, facts, publisher))
    loaded = next.catch(() => undefined)
    return next
  }
  return {
    rows: async (sql, values = [], types) => {
      const { connection } = await refresh()
      const reader = await connection.runAndReadAll(sql, [...values], types && [...types])
      return reader.getRowObjectsJS().map(jsonSafeRow)
    },
    close: async () => {
      const last = await loaded
      loaded = Promise.resolve(undefined)
      last?.connection.closeSync()
      last?.instance.closeSync()
    },
  }
}

async function append(before: Loaded | undefined, tablesDir: string, facts: FactStore, publisher: Publisher): Promise<Loaded> {
  const stored = facts.count('strategies')
  if (before !== undefined && stored - before.rows <= FEW) return appendFacts(before, facts, stored)
  await publisher.publish(['strategies'])
  const { instance, connection, rows } = before ?? (await emptyTable(tablesDir))
  if (stored <= rows) return { instance, connection, rows }
  await connection.run(`INSERT INTO strategies ${selectParts(tablesDir, Math.floor(rows / rowsPerPart), stored)} WHERE seq > ${rows}`)
  const last = await connection.runAndReadAll('SELECT coalesce(max(seq), 0) FROM strategies')
  return { instance, connection, rows: Number(last.getRows()[0]?.[0]) }
}

/** As a part would be written (data/facts/parts.ts), and read again. */
async function appendFacts(before: Loaded, facts: FactStore, stored: number): Promise<Loaded> {
  const { connection, rows } = before
  if (stored <= rows) return before
  const structure = sqlText(JSON.stringify(columns))
  await connection.run(
    `INSERT INTO strategies SELECT ${COLUMNS}, seq FROM (SELECT unnest(from_json(body::JSON, ${structure})), seq
       FROM (SELECT unnest($1) AS body, ${rows} + generate_subscripts($1, 1) AS seq))`,
    [listValue(facts.bodies('strategies', rows, stored))],
    [LIST(VARCHAR)],
  )
  return { ...before, rows: stored }
}

async function emptyTable(tablesDir: string): Promise<Loaded> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' })
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE strategies AS ${selectParts(tablesDir, 0, 0)} LIMIT 0`)
  return { instance, connection, rows: 0 }
}

/** From part `first` to the one that holds the strategy number `stored`. */
function selectParts(tablesDir: string, first: number, stored: number): string {
  const directory = join(tablesDir, 'strategies')
  const last = Math.max(first, Math.ceil(stored / rowsPerPart) - 1)
  const files = Array.from({ length: last - first + 1 }, (_, i) => sqlText(partFile(directory, first + i)))
  const part = `regexp_extract(filename, 'part-(\\d+)\\.parquet$', 1)::BIGINT`
  return `SELECT ${COLUMNS}, ${part} * ${rowsPerPart} + file_row_number + 1 AS seq
    FROM read_parquet([${files.join(', ')}], filename = true, file_row_number = true)`
}
