import { Worker } from 'node:worker_threads'
import { messageOf, ResourceError } from '../../domain/errors.ts'
import type { BoostingEngine, Trained, TrainingRequest, TrainingRows } from './engine.ts'
import type { TrainingAnswer, TrainingJob } from './trainerMessages.ts'

interface Waiting {
  readonly done: (trained: Trained) => void
  readonly fail: (error: Error) => void
}

interface Trainer {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

let trainer: Trainer | undefined
let lastId = 0

/** One thread for all training of the process: one model at a time has the library's two threads. Idle, it keeps no process alive. */
function startTrainer(): Trainer {
  const worker = new Worker(new URL('./trainer.mjs', import.meta.url), { execArgv: [] })
  const started: Trainer = { worker, waiting: new Map() }
  worker.on('message', (answer: TrainingAnswer) => settle(started, answer))
  const end = (why: string): void => {
    if (trainer === started) trainer = undefined
    for (const { fail } of started.waiting.values()) fail(new ResourceError(`The thread that trains models ended: ${why}.`))
    started.waiting.clear()
  }
  worker.on('error', (error) => end(messageOf(error)))
  worker.on('exit', (code) => end(`exit code ${code}`))
  return started
}

function settle({ worker, waiting }: Trainer, answer: TrainingAnswer): void {
  const { done, fail } = waiting.get(answer.id) as Waiting
  waiting.delete(answer.id)
  if (waiting.size === 0) worker.unref()
  if (answer.kind === 'trained') done(answer.trained)
  else fail(answer.kind === 'refused' ? new ResourceError(answer.message) : new Error(answer.message))
}

function buffersOf({ data, labels, weights }: TrainingRows): ArrayBuffer[] {
  return [data, labels, ...(weights === undefined ? [] : [weights])].map((array) => array.buffer as ArrayBuffer)
}

/** Trains on the trainer's thread. The request's arrays move there and are empty here afterwards. @throws ResourceError with the library's words. */
export function trainOnThread(engine: BoostingEngine['name'], file: string, request: TrainingRequest): Promise<Trained> {
  const { worker, waiting } = (trainer ??= startTrainer())
  const job: TrainingJob = { id: ++lastId, engine, file, request }
  const buffers = [request.train, ...(request.valid === undefined ? [] : [request.valid])].flatMap(buffersOf)
  worker.ref()
  return new Promise((done, fail) => {
    waiting.set(job.id, { done, fail })
    worker.postMessage(job, buffers)
  })
}
