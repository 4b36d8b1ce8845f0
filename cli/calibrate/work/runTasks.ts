import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../../config.ts'
import { ResourceError } from '../../../domain/errors.ts'
import type { Outcome } from '../outcome.ts'
import { taskKey, type Task } from '../task.ts'
import { startWorker, type Worker } from './startWorker.ts'

/** A session that fails as often as this fails for a reason of its own. */
const ATTEMPTS = 3

export interface Work {
  readonly tasks: readonly Task[]
  readonly jobs: number
  /** Fresh workspaces are made in here, and removed. */
  readonly directory: string
  readonly sourceHome: string
  readonly config: Config
  /** Called as soon as a session has ended; what it throws ends the work. */
  readonly onOutcome: (outcome: Outcome) => void
  /** A worker died or a session failed; it is run again. */
  readonly onTrouble: (task: Task, what: string) => void
  readonly signal?: AbortSignal
}

/**
 * Runs every task in worker processes, `jobs` at a time.
 * @throws ResourceError naming the first session that failed ATTEMPTS times, after all others have been run.
 */
export async function runTasks(work: Work): Promise<void> {
  const queue = work.tasks.map((task) => ({ task, attempt: 1 }))
  const lost: string[] = []
  const workers = new Set<Worker>()
  const stop = (): void => workers.forEach((worker) => worker.kill())
  work.signal?.addEventListener('abort', stop, { once: true })

  const isAborted = (): boolean => work.signal?.aborted === true

  async function workThrough(): Promise<void> {
    let worker: Worker | undefined
    for (let next = queue.shift(); next !== undefined && !isAborted(); next = queue.shift()) {
      if (worker === undefined) workers.add((worker = startWorker(work.config)))
      const { task, attempt } = next
      const home = join(work.directory, `${taskKey(task)}-${attempt}`)
      const answer = await worker.perform({ task, place: { home, sourceHome: work.sourceHome } })
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
      if ('outcome' in answer) {
        work.onOutcome(answer.outcome)
        continue
      }
      if (isAborted()) return
      if ('died' in answer) {
        workers.delete(worker)
        worker = undefined
      }
      const why = 'died' in answer ? `its worker died (${answer.died})` : answer.failure
      work.onTrouble(task, why)
      if (attempt < ATTEMPTS) queue.push({ task, attempt: attempt + 1 })
      else lost.push(`${task.kind} seed ${task.seed} (${task.search}): ${why}`)
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(work.jobs, queue.length) }, workThrough))
  } finally {
    stop()
    work.signal?.removeEventListener('abort', stop)
  }
  const [first] = lost
  if (first !== undefined) {
    throw new ResourceError(`${lost.length} of ${work.tasks.length} sessions failed ${ATTEMPTS} times, first ${first}`, { lost })
  }
}
