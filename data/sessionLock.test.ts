import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ResourceError } from '../domain/errors.ts'
import { waitForFileLock } from './fileLock.ts'
import { lockSession } from './sessionLock.ts'
import { openWorkspace } from './workspace.ts'

const workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-lock-')))
afterAll(() => rmSync(workspace.home, { recursive: true }))

it('is one holder’s until it lets go', () => {
  const lock = lockSession(workspace, 'ses_1')
  expect(() => lockSession(workspace, 'ses_1')).toThrow(ResourceError)
  expect(() => lockSession(workspace, 'ses_1')).toThrow(`Session ses_1 is being run by process ${process.pid}`)
  lockSession(workspace, 'ses_2').release()
  lock.release()
  lockSession(workspace, 'ses_1').release()
})

it('takes any session id as a name and nothing as a path', () => {
  lockSession(workspace, '../../escape').release()
  expect(() => lockSession(workspace, 'x'.repeat(300))).toThrow(ResourceError)
})

it('is let go when its process is killed', { timeout: 60_000 }, async () => {
  const writer = join(import.meta.dirname, '../fixtures/factWriter.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', writer, workspace.home, 'hold', 'ses_3'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  expect(() => lockSession(workspace, 'ses_3')).toThrow(`process ${child.pid}`)
  child.kill('SIGKILL')
  await once(child, 'close')
  lockSession(workspace, 'ses_3').release()
})

it('waits for its turn, and not for ever', async () => {
  const file = join(workspace.locksDir, 'turn.lock')
  const first = await waitForFileLock(file)
  const second = waitForFileLock(file)
  await expect(waitForFileLock(file, 30)).rejects.toThrow(/Another process has held/)
  first.release()
  ;(await second).release()
})
