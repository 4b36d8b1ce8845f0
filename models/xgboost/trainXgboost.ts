import koffi from 'koffi'
import { portableNames, THREADS, type Trained, type TrainingRequest } from '../boosting/engine.ts'
import { trainingLoop } from '../boosting/trainingLoop.ts'
import { handleIn, ownedHandle, type OwnedHandle } from '../native/ownedHandle.ts'
import type { XgboostApi } from './api.ts'
import { trainingMatrix } from './dataMatrix.ts'

export function ownedBooster(api: XgboostApi, out: readonly unknown[]): OwnedHandle {
  return ownedHandle(handleIn(out), 'XGBoost model', (handle) => api.call('XGBoosterFree', handle))
}

export function setParams(api: XgboostApi, booster: OwnedHandle, params: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries({ nthread: THREADS, verbosity: 0, ...params })) {
    api.call('XGBoosterSetParam', booster.get(), name, String(value))
  }
}

/** `[12]\tvalid-logloss:0.6931` → 0.6931. */
function lossIn(line: string): number {
  return Number(line.slice(line.lastIndexOf(':') + 1))
}

/** The rounds to keep, as the bytes of a .ubj file. */
function fileOf(api: XgboostApi, booster: OwnedHandle, rounds: number, names: readonly string[]): Uint8Array {
  const out = [null]
  api.call('XGBoosterSlice', booster.get(), 0, rounds, 1, out)
  const kept = ownedBooster(api, out)
  try {
    api.call('XGBoosterSetStrFeatureInfo', kept.get(), 'feature_name', portableNames(names), names.length)
    const [length, bytes]: [unknown[], unknown[]] = [[0], [null]]
    api.call('XGBoosterSaveModelToBuffer', kept.get(), '{"format":"ubj"}', length, bytes)
    return new Uint8Array(koffi.view(handleIn(bytes), Number(length[0])).slice(0))
  } finally {
    kept.dispose()
  }
}

/** Trains on this thread. */
export function trainXgboost(api: XgboostApi, request: TrainingRequest, beforeRound: () => void): Trained {
  const { train, valid, params, rounds, patience } = request
  const owned: OwnedHandle[] = []
  const keep = (handle: OwnedHandle): OwnedHandle => (owned.push(handle), handle)
  try {
    const fitted = keep(trainingMatrix(api, train))
    const watched = valid === undefined ? undefined : keep(trainingMatrix(api, valid))
    const matrices = [fitted, ...(watched === undefined ? [] : [watched])].map((matrix) => matrix.get())
    const out = [null]
    api.call('XGBoosterCreate', matrices, matrices.length, out)
    const booster = keep(ownedBooster(api, out))
    setParams(api, booster, params)
    const kept = trainingLoop(rounds, patience, (index) => {
      beforeRound()
      api.call('XGBoosterUpdateOneIter', booster.get(), index, fitted.get())
      if (watched === undefined) return { loss: undefined }
      const line: unknown[] = [null]
      api.call('XGBoosterEvalOneIter', booster.get(), index, [watched.get()], ['valid'], 1, line)
      return { loss: lossIn(String(line[0])) }
    })
    return { bytes: fileOf(api, booster, kept, request.featureNames), rounds: kept }
  } finally {
    for (const handle of owned.reverse()) handle.dispose()
  }
}
