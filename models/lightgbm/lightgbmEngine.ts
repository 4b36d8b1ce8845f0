import type { EngineAnswer } from '../boosting/engine.ts'
import { trainInProcess } from '../boosting/trainInProcess.ts'
import { lightgbmApi } from './api.ts'
import { openLightgbm } from './openLightgbm.ts'

/** LightGBM as an engine for boosting and forests, or why there is none. */
export function lightgbmEngine(): EngineAnswer {
  const library = lightgbmApi()
  if (!library.ok) return { ...library, name: 'LightGBM' }
  const { api, version, file } = library
  return {
    ok: true,
    engine: {
      name: 'LightGBM',
      version,
      single: false,
      fileName: 'booster.txt',
      train: (request) => trainInProcess({ engine: 'LightGBM', file, request }),
      open: (bytes, featureNames) => openLightgbm(api, bytes, featureNames),
    },
  }
}
