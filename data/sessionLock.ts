import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ResourceError } from '../domain/errors.ts'
import { tryLockFile, type FileLock } from './fileLock.ts'
import type { Workspace } from './workspace.ts'

function runningProcess(file: string): string {
  try {
    return `process ${readFileSync(file, 'utf8').trim()}`
  } catch {
    return 'another process'
  }
}

/**
 * Makes this process the only one that runs the session, until it releases the lock or ends, even by kill -9.
 * @throws ResourceError where another process (or this one) is running it already.
 */
export function lockSession(workspace: Workspace, sessionId: string): FileLock {
  const name = encodeURIComponent(sessionId)
  const pidFile = join(workspace.locksDir, `${name}.pid`)
  const lock = tryLockFile(join(workspace.locksDir, `${name}.lock`))
  if (lock === undefined) {
    throw new ResourceError(
      `Session ${sessionId} is being run by ${runningProcess(pidFile)}; wait for it to end, or end it, and try again.`,
      {
        sessionId,
      },
    )
  }
  writeFileSync(pidFile, String(process.pid))
  return lock
}
