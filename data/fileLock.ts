import Database from 'better-sqlite3'
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf, ResourceError } from '../domain/errors.ts'

export interface FileLock {
  release(): void
}

/**
 * Takes `file` for this process alone, or returns undefined where it is taken.
 * It is an exclusive SQLite transaction that is never committed: the operating system lets go of it when the
 * process ends, however it ends, so that nothing stale is left behind (a file with a process id would be).
 * Nothing else in the process may open and close the file: POSIX locks go with the first close.
 * @throws ResourceError where the file cannot be made.
 */
export function tryLockFile(file: string): FileLock | undefined {
  let database: Database.Database | undefined
  try {
    database = new Database(file, { timeout: 0 })
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database?.close()
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) return undefined
    throw new ResourceError(`Cannot lock ${file} (${messageOf(cause)}); check that its directory can be written to.`, { file }, { cause })
  }
  const held = database
  return { release: () => void held.close() }
}

/**
 * As tryLockFile, but waits for its turn without blocking the process.
 * @throws ResourceError after `timeoutMs`.
 */
export async function waitForFileLock(file: string, timeoutMs = 60_000): Promise<FileLock> {
  const deadline = performance.now() + timeoutMs
  for (let pauseMs = 1; ; pauseMs = Math.min(25, pauseMs * 2)) {
    const lock = tryLockFile(file)
    if (lock !== undefined) return lock
    if (performance.now() > deadline) {
      throw new ResourceError(`Another process has held ${file} for ${timeoutMs / 1000} s; end it or try again.`, { file, timeoutMs })
    }
    await sleep(pauseMs)
  }
}
