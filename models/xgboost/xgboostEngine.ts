import type { EngineAnswer } from '../boosting/engine.ts'
import { trainInProcess } from '../boosting/trainInProcess.ts'
import { xgboostApi } from './api.ts'
import { openXgboost } from './openXgboost.ts'

/** XGBoost as an engine for boosting and forests, or why there is none. */
export function xgboostEngine(): EngineAnswer {
  const library = xgboostApi()
  if (!library.ok) return { ...library, name: 'XGBoost' }
  const { api, version, file } = library
  return {
    ok: true,
    engine: {
      name: 'XGBoost',
      version,
      single: true,
      fileName: 'booster.ubj',
      train: (request) => trainInProcess({ engine: 'XGBoost', file, request }),
      open: (bytes, featureNames) => openXgboost(api, bytes, featureNames),
    },
  }
}
