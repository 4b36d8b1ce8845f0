import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Config } from '../../../config.ts'
import type { Answer, Assignment } from './protocol.ts'

/** A process that runs one session at a time, and many after each other. */
export interface Worker {
  readonly pid: number | undefined
  /** Ends in an answer, or in the words of how the process died; a dead worker takes no further assignment. */
  perform(assignment: Assignment): Promise<Answer | { readonly died: string }>
  kill(): void
}

const PROGRAM = fileURLToPath(new URL('./worker.mjs', import.meta.url))

export function startWorker(config: Config): Worker {
  // Whatever a library prints goes to standard error: standard output belongs to the command's own document.
  const child = fork(PROGRAM, { env: config.environment, execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] })
  let death: string | undefined
  const died = new Promise<{ died: string }>((resolve) => {
    const tell = (why: string): void => resolve({ died: (death ??= why) })
    child.on('error', (error) => tell(error.message))
    child.on('exit', (code, signal) => tell(signal ?? `exit code ${code ?? 'unknown'}`))
  })
  return {
    pid: child.pid,
    perform: (assignment) => {
      if (death !== undefined) return Promise.resolve({ died: death })
      const answered = new Promise<Answer>((resolve) => child.once('message', (answer: Answer) => resolve(answer)))
      // A worker that is gone cannot be written to; its exit says so.
      child.send(assignment, () => undefined)
      return Promise.race([answered, died])
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
