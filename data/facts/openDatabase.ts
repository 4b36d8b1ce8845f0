import Database from 'better-sqlite3'
import { ResourceError } from '../../domain/errors.ts'
import { FACT_KINDS, KIND_NAMES, type KindName } from './kinds.ts'

/** What brings a database of version i to version i + 1, in order. Tables of kinds need none: they are made when missing. */
const MIGRATIONS: readonly ((database: Database.Database) => void)[] = [() => undefined]

/** `seq` counts from 1 without gaps in the order of commits: what the Parquet parts are cut by. */
function makeTable(database: Database.Database, kind: KindName): void {
  database.exec(`CREATE TABLE IF NOT EXISTS ${kind} (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)`)
  const fields = FACT_KINDS[kind].index
  if (fields.length > 0) {
    const expressions = fields.map((field) => `json_extract(body, '$.${field}')`)
    database.exec(`CREATE INDEX IF NOT EXISTS ${kind}_by_${fields.join('_')} ON ${kind} (${expressions.join(', ')})`)
  }
}

function existingNames(database: Database.Database): Set<unknown> {
  return new Set(database.prepare(`SELECT name FROM sqlite_master`).pluck().all())
}

function upgrade(database: Database.Database, file: string): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version > MIGRATIONS.length) {
    throw new ResourceError(
      `${file} was written by a newer Quantopia (version ${version}, this one knows ${MIGRATIONS.length}); upgrade it.`,
      {
        file,
        version,
      },
    )
  }
  const names = existingNames(database)
  const isComplete = KIND_NAMES.every(
    (kind) => names.has(kind) && (FACT_KINDS[kind].index.length === 0 || names.has(`${kind}_by_${FACT_KINDS[kind].index.join('_')}`)),
  )
  if (version === MIGRATIONS.length && isComplete) return
  database
    .transaction(() => {
      const from = Number(database.pragma('user_version', { simple: true }))
      for (const migrate of MIGRATIONS.slice(from)) migrate(database)
      for (const kind of KIND_NAMES) makeTable(database, kind)
      database.pragma(`user_version = ${MIGRATIONS.length}`)
    })
    .immediate()
}

/** Changing to WAL needs the file alone for a moment, and SQLite does not wait for that by itself. */
function useWal(database: Database.Database, deadline: number): void {
  for (;;) {
    try {
      database.pragma('journal_mode = WAL')
      return
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
      if (!isBusy || performance.now() > deadline) throw error
    }
  }
}

/** Opens the fact database for several processes at once: every commit is on the disk before it returns. */
export function openDatabase(file: string, timeoutMs: number): Database.Database {
  const database = new Database(file, { timeout: timeoutMs })
  try {
    useWal(database, performance.now() + timeoutMs)
    database.pragma('synchronous = FULL')
    upgrade(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
