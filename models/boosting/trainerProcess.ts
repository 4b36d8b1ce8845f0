import { readSync, writeSync } from 'node:fs'
import { messageOf, ResourceError } from '../../domain/errors.ts'
import { lightgbmApi } from '../lightgbm/api.ts'
import { trainLightgbm } from '../lightgbm/trainLightgbm.ts'
import { xgboostApi } from '../xgboost/api.ts'
import { trainXgboost } from '../xgboost/trainXgboost.ts'
import type { Trained } from './engine.ts'
import { encodeFrame, takeFrame, type Frame } from './frames.ts'
import { frameToJob, type TrainingJob } from './trainingJob.ts'

/** Jobs come in here; answers leave behind the standard streams, where nothing that a library prints can get among them. */
const JOBS = 0
const ANSWERS = 3

/** Waits for so many bytes; undefined where the other side is gone. */
function take(bytes: number): Uint8Array | undefined {
  const buffer = new Uint8Array(bytes)
  for (let at = 0; at < bytes;) {
    const got = readSync(JOBS, buffer, at, bytes - at, null)
    if (got === 0) return undefined
    at += got
  }
  return buffer
}

function give(frame: Frame): void {
  for (const piece of encodeFrame(frame)) for (let at = 0; at < piece.length;) at += writeSync(ANSWERS, piece, at, piece.length - at)
}

const host = process.ppid

/** Who was killed waits for nothing: an orphan gets another parent, and would train on for a model that nobody reads. */
function endIfOrphaned(): void {
  if (process.ppid !== host) process.exit(0)
}

/** The host has loaded this very file already: what fails here fails for another reason than that it isn't there. */
function train({ engine, file, request }: TrainingJob): Trained {
  if (engine === 'XGBoost') return trainXgboost(opened(xgboostApi({ xgboost: file })), request, endIfOrphaned)
  return trainLightgbm(opened(lightgbmApi({ lightgbm: file })), request, endIfOrphaned)
}

function opened<Api>(library: { ok: true; api: Api } | { ok: false; reason: string }): Api {
  if (library.ok) return library.api
  throw new ResourceError(library.reason)
}

function answer(job: TrainingJob): Frame {
  try {
    const { bytes, rounds } = train(job)
    return { head: { kind: 'trained', rounds }, parts: [bytes] }
  } catch (error) {
    return { head: { kind: error instanceof ResourceError ? 'refused' : 'bug', message: messageOf(error) }, parts: [] }
  }
}

/** False where nobody waits for the answer any more: the other side was killed meanwhile. */
function given(frame: Frame): boolean {
  try {
    give(frame)
    return true
  } catch {
    return false
  }
}

/** One job after the other, until the other side closes. Nothing here is asynchronous: there is nothing else to do. */
for (let frame = takeFrame(take); frame !== undefined; frame = takeFrame(take)) if (!given(answer(frameToJob(frame)))) break
