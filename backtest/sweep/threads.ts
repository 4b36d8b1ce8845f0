import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { ResourceError } from '../../domain/errors.ts'
import type { FromThread, SweepChunk, SweepJob, ToThread } from './threadMessages.ts'
import { threadText } from './threadText.ts'

/** Chunks that a thread has in hand: one to do, one to go on with while the next is fetched. */
const IN_HAND = 2

/** Where the chunks of a sweep come from, and who is told when one is done. */
export interface ChunkSource {
  next(): SweepChunk | undefined
  finished(combinations: number): void
}

/** Threads that wait for a sweep; waiting they do not keep the process alive. */
export function openThreads(count: number): Worker[] {
  return Array.from({ length: count }, () => {
    const worker = new Worker(threadText(), { eval: true, execArgv: [] })
    worker.unref()
    return worker
  })
}

/**
 * Keeps one thread busy until there are no chunks left. A chunk is asked for only when there is room for it, so few exist at a time.
 * @throws ResourceError where the thread ended, what it died of, and whatever the source throws.
 */
export async function feedThread(worker: Worker, job: SweepJob, source: ChunkSource): Promise<void> {
  const send = (message: ToThread): void => worker.postMessage(message)
  let inHand = 0
  const fill = (): void => {
    for (let chunk; inHand < IN_HAND && (chunk = source.next()) !== undefined; inHand++) send({ chunk })
  }
  // Listening comes first: what a thread says is kept until it is asked for.
  const messages = on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[FromThread]>
  worker.ref()
  try {
    send({ job })
    fill()
    if (inHand === 0) return
    for await (const [{ finished }] of messages) {
      inHand--
      source.finished(finished)
      fill()
      if (inHand === 0) return
    }
    throw new ResourceError('A thread of the sweep ended before its work did: run it again, or on fewer cores.')
  } finally {
    worker.unref()
  }
}
