import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { ResourceError } from '../../domain/errors.ts'

const RETRY_MS = 25

function tryLock(database: Database.Database): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false
    throw error
  }
}

/**
 * Runs `work` while no other process, and nothing else in this one, holds `file`. The lock is SQLite's on an empty database:
 * the kernel lets go of it when its holder dies, so a kill leaves nothing to clear away.
 * @throws ResourceError when it is still held after `patienceMs`.
 */
export async function withLock<T>(file: string, doing: string, work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const database = new Database(file, { timeout: 0 })
  try {
    const deadline = Date.now() + patienceMs
    while (!tryLock(database)) {
      if (Date.now() > deadline) {
        throw new ResourceError(
          `${doing} has to wait: another process has been writing the same dataset for ${patienceMs / 1000} s; try again later.`,
          {
            lock: file,
          },
        )
      }
      await sleep(RETRY_MS)
    }
    return await work()
  } finally {
    database.close()
  }
}
