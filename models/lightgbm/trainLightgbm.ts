import { THREADS, type Trained, type TrainingRequest } from '../boosting/engine.ts'
import { trainingLoop } from '../boosting/trainingLoop.ts'
import { handleIn, ownedHandle, type OwnedHandle } from '../native/ownedHandle.ts'
import type { LightgbmApi } from './api.ts'
import { trainingDataset, validationDataset } from './dataset.ts'

/** `name=value …`: two threads, one order of summing, no chatter. */
export function parameterText(params: Readonly<Record<string, string | number>>): string {
  const fixed = { num_threads: THREADS, deterministic: 'true', force_row_wise: 'true', verbosity: -1 }
  return Object.entries({ ...fixed, ...params })
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

export function ownedBooster(api: LightgbmApi, out: readonly unknown[]): OwnedHandle {
  return ownedHandle(handleIn(out), 'LightGBM model', (handle) => api.call('LGBM_BoosterFree', handle))
}

/** The rounds to keep, as the bytes of a text file. The first call asks for the length. */
function fileOf(api: LightgbmApi, booster: OwnedHandle, rounds: number): Uint8Array {
  const GAIN = 1
  const length: unknown[] = [0]
  const ask = (room: Uint8Array): void =>
    api.call('LGBM_BoosterSaveModelToString', booster.get(), 0, rounds, GAIN, room.length, length, room)
  ask(new Uint8Array(1))
  const text = new Uint8Array(Number(length[0]))
  ask(text)
  // The length counts the zero that ends a text in C.
  return text.slice(0, -1)
}

/** Trains on this thread: LightGBM keeps its log level per thread, and would chatter on another than the one that read the parameters. */
export function trainLightgbm(api: LightgbmApi, request: TrainingRequest, beforeRound: () => void): Trained {
  const { train, valid, featureNames, rounds, patience } = request
  const parameters = parameterText(request.params)
  const owned: OwnedHandle[] = []
  const keep = (handle: OwnedHandle): OwnedHandle => (owned.push(handle), handle)
  try {
    const fitted = keep(trainingDataset(api, train, parameters, featureNames))
    const watched = valid === undefined ? undefined : keep(validationDataset(api, valid, parameters, fitted))
    const out = [null]
    api.call('LGBM_BoosterCreate', fitted.get(), parameters, out)
    const booster = keep(ownedBooster(api, out))
    if (watched !== undefined) api.call('LGBM_BoosterAddValidData', booster.get(), watched.get())
    const loss = new Float64Array(1)
    const kept = trainingLoop(rounds, patience, () => {
      beforeRound()
      const finished: unknown[] = [0]
      api.call('LGBM_BoosterUpdateOneIter', booster.get(), finished)
      if (watched !== undefined) api.call('LGBM_BoosterGetEval', booster.get(), 1, [0], loss)
      return { loss: watched === undefined ? undefined : loss[0], finished: finished[0] === 1 }
    })
    return { bytes: fileOf(api, booster, kept), rounds: kept }
  } finally {
    for (const handle of owned.reverse()) handle.dispose()
  }
}
