import { spawn, type ChildProcess } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { ResourceError } from '../../domain/errors.ts'
import type { Trained } from './engine.ts'
import { frameReader } from './frameReader.ts'
import { encodeFrame, type Frame } from './frames.ts'
import { jobToFrame, type TrainingJob } from './trainingJob.ts'

interface Waiting {
  readonly done: (trained: Trained) => void
  readonly fail: (error: Error) => void
}

interface Trainer {
  readonly child: ChildProcess
  readonly jobs: Writable
  readonly answers: Readable
  /** In the order that they were sent, which is the order of the answers. */
  readonly waiting: Waiting[]
}

let trainer: Trainer | undefined

/**
 * One process for all training: one model at a time has the libraries' two threads, and their OpenMP is alone there. In this process it would share the cores with
 * the threads that predict, and GNU's stops waiting actively as soon as there are more threads than cores (training takes 1.3 times as long).
 */
function startTrainer(): Trainer {
  const program = fileURLToPath(new URL('./trainer.mjs', import.meta.url))
  // What a library prints goes to standard error: standard output belongs to the command's own document.
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 2, 2, 'pipe'] })
  const started: Trainer = { child, jobs: child.stdio[0] as Writable, answers: child.stdio[3] as Readable, waiting: [] }
  const read = frameReader()
  started.answers.on('data', (chunk: Buffer) => read(chunk).forEach((frame) => settle(started, frame)))
  const end = (why: string): void => {
    if (trainer === started) trainer = undefined
    for (const { fail } of started.waiting.splice(0)) fail(new ResourceError(`The process that trains models ended (${why}); train again.`))
  }
  child.on('error', (error) => end(error.message))
  child.on('close', (code, signal) => end(signal ?? `exit code ${code ?? 'unknown'}`))
  // A job that can't be written fails by the end of the process; without this the process would end by the pipe.
  started.jobs.on('error', () => undefined)
  return started
}

function settle(from: Trainer, { head, parts }: Frame): void {
  const { done, fail } = from.waiting.shift() as Waiting
  if (from.waiting.length === 0) hold(from, false)
  const { kind, rounds, message } = head as { kind: 'trained' | 'refused' | 'bug'; rounds: number; message: string }
  if (kind === 'trained') done({ bytes: parts[0] as Uint8Array, rounds })
  else fail(kind === 'refused' ? new ResourceError(message) : new Error(message))
}

/** Whether the trainer keeps this process alive: only while somebody waits for it. It ends itself when this process does. */
function hold({ child, jobs, answers }: Trainer, alive: boolean): void {
  for (const handle of [child, jobs, answers] as unknown as { ref: () => void; unref: () => void }[]) {
    if (alive) handle.ref()
    else handle.unref()
  }
}

/** Trains in the trainer's process. The request's arrays are to stay as they are meanwhile. @throws ResourceError with the library's words. */
export function trainInProcess(job: TrainingJob): Promise<Trained> {
  const to = (trainer ??= startTrainer())
  hold(to, true)
  return new Promise((done, fail) => {
    to.waiting.push({ done, fail })
    for (const piece of encodeFrame(jobToFrame(job))) to.jobs.write(piece)
  })
}
