import Database from 'better-sqlite3'
import { messageOf, ResourceError } from '../../domain/errors.ts'

/** SQLite result codes (https://sqlite.org/rescode.html) in words: what is wrong with the file, and what to do. */
const SENTENCES: readonly (readonly [RegExp, (file: string) => string])[] = [
  [/^SQLITE_FULL/, (file) => `No space is left for ${file}; free some and run again: everything stored so far is kept.`],
  [/^SQLITE_READONLY/, (file) => `${file} cannot be written to; change its permissions or choose another workspace.`],
  [/^SQLITE_(CANTOPEN|PERM|AUTH)/, (file) => `${file} cannot be opened; check that it and its directory can be read and written.`],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    (file) => `${file} is not a sound SQLite database; restore it from a backup, or move it away to start anew.`,
  ],
  [/^SQLITE_(BUSY|LOCKED)/, (file) => `Another process has held ${file} for too long; end it or try again.`],
  [/^SQLITE_IOERR/, (file) => `Reading or writing ${file} failed; check the disk it is on.`],
]

/** What the disk or another process did to a database file, as a ResourceError; any other error as it is. */
export function sqliteFailure(file: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause
  const sentence = SENTENCES.find(([code]) => code.test(cause.code))?.[1]
  if (sentence === undefined) return cause
  return new ResourceError(sentence(file), { file, sqlite: cause.code, reason: messageOf(cause) }, { cause })
}

/** Runs `work` on a database file; what the disk or another process did to it comes out as a ResourceError. */
export function withSqliteFailures<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw sqliteFailure(file, cause)
  }
}
