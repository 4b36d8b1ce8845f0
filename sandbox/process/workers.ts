import type { Reply } from './protocol.ts'
import { createWorker, type Request, type Worker } from './worker.ts'

/** Several workers behind one queue. */
export interface Workers {
  /** Undefined when the workers were closed meanwhile. @throws ResourceError when no child process can be started. */
  perform(request: Request): Promise<Reply | undefined>
  close(): void
}

/** Workers start with the first request that finds no idle one; the one used last is used next, since it holds the columns. */
export function createWorkers(count: number): Workers {
  const all: Worker[] = []
  const idle: Worker[] = []
  const waiting: ((worker: Worker | undefined) => void)[] = []
  let closed = false

  function take(): Worker | undefined | Promise<Worker | undefined> {
    if (closed) return undefined
    const free = idle.pop()
    if (free !== undefined) return free
    if (all.length >= count) return new Promise((resolve) => waiting.push(resolve))
    const worker = createWorker()
    all.push(worker)
    return worker
  }

  function giveBack(worker: Worker): void {
    const next = waiting.shift()
    if (next === undefined) idle.push(worker)
    else next(worker)
  }

  return {
    async perform(request) {
      const worker = await take()
      if (worker === undefined) return undefined
      try {
        const reply = await worker.perform(request)
        return closed ? undefined : reply
      } finally {
        giveBack(worker)
        if (closed) worker.stop()
      }
    },
    close() {
      closed = true
      for (const resolve of waiting.splice(0)) resolve(undefined)
      for (const worker of all) worker.stop()
    },
  }
}
