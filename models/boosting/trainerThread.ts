import { parentPort } from 'node:worker_threads'
import { messageOf, ResourceError } from '../../domain/errors.ts'
import { lightgbmApi } from '../lightgbm/api.ts'
import { trainLightgbm } from '../lightgbm/trainLightgbm.ts'
import { xgboostApi } from '../xgboost/api.ts'
import { trainXgboost } from '../xgboost/trainXgboost.ts'
import type { Trained } from './engine.ts'
import type { TrainingAnswer, TrainingJob } from './trainerMessages.ts'

/** The host has loaded this very file already: what fails here fails for another reason than that it isn't there. */
function train({ engine, file, request }: TrainingJob): Trained {
  if (engine === 'XGBoost') return trainXgboost(opened(xgboostApi({ xgboost: file })), request)
  return trainLightgbm(opened(lightgbmApi({ lightgbm: file })), request)
}

function opened<Api>(library: { ok: true; api: Api } | { ok: false; reason: string }): Api {
  if (library.ok) return library.api
  throw new ResourceError(library.reason)
}

function answer(job: TrainingJob): TrainingAnswer {
  try {
    return { id: job.id, kind: 'trained', trained: train(job) }
  } catch (error) {
    return { id: job.id, kind: error instanceof ResourceError ? 'refused' : 'bug', message: messageOf(error) }
  }
}

parentPort?.on('message', (job: TrainingJob) => parentPort?.postMessage(answer(job)))
