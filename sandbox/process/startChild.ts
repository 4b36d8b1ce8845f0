import { spawn, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import { ResourceError } from '../../domain/errors.ts'
import { plainText } from './plainText.ts'
import { COLUMN_PIPE, type ChildMessage } from './protocol.ts'

export interface StartedChild {
  readonly process: ChildProcess
  readonly columns: Duplex
  /** The end of what it printed on standard error: an engine that gives up tells there why. */
  readonly said: () => string
}

/** Node 20 calls the flag experimental, later versions do not. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'

function command(): string[] {
  // Beside the package's entry; loaded by path, so that the child needs no right to read any file.
  const addon = join(dirname(createRequire(import.meta.url).resolve('isolated-vm')), 'out', 'isolated_vm.node')
  const flags = ['--no-node-snapshot', PERMISSION, '--allow-addons', '--expose-gc', '--no-warnings', '--input-type=module']
  return [...flags, '--eval', plainText('process/childProgram.ts'), addon]
}

/**
 * A process that can run isolates and nothing else: no environment, no files, no child processes, no workers.
 * @throws ResourceError when it does not come up, with what it said.
 */
export async function startChild(): Promise<StartedChild> {
  const child = spawn(process.execPath, command(), {
    env: {},
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
    serialization: 'advanced',
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)))
  const columns = child.stdio[COLUMN_PIPE] as Duplex
  // A child that dies while columns are under way is told of by its exit.
  columns.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    const refuse = (why: string): void => {
      reject(
        new ResourceError(
          `The sandbox's child process does not start: ${why}. Reinstall the packages (isolated-vm is compiled for one Node version).`,
        ),
      )
    }
    child.once('error', (error) => refuse(error.message))
    child.once('exit', (code, signal) => refuse(`it ended with ${String(signal ?? code)}; ${said.trim().split('\n').at(-1) ?? ''}`))
    child.once('message', (message: ChildMessage) => {
      if ('ready' in message) resolve()
    })
  })
  child.removeAllListeners('exit').removeAllListeners('error')
  child.on('error', () => undefined)
  return { process: child, columns, said: () => said }
}
