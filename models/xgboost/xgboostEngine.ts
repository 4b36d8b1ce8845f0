import type { EngineAnswer } from '../boosting/engine.ts'
import { trainOnThread } from '../boosting/trainOnThread.ts'
import { xgboostApi } from './api.ts'
import { openXgboost } from './openXgboost.ts'

/** XGBoost as an engine for boosting and forests, or why there is none. */
export function xgboostEngine(): EngineAnswer {
  const library = xgboostApi()
  if (!library.ok) return library
  const { api, version, file } = library
  return {
    ok: true,
    engine: {
      name: 'XGBoost',
      version,
      fileName: 'booster.ubj',
      train: (request) => trainOnThread('XGBoost', file, request),
      open: (bytes, featureNames) => openXgboost(api, bytes, featureNames),
    },
  }
}
