import type { Booster } from '../boosting/engine.ts'
import type { Matrix } from '../family.ts'
import { rowMajor } from '../native/rowMajor.ts'
import type { OwnedHandle } from '../native/ownedHandle.ts'
import { FLOAT64, type LightgbmApi } from './api.ts'
import { ownedBooster, parameterText } from './trainLightgbm.ts'

/** Kinds of prediction. */
const VALUE = 0
const CONTRIBUTIONS = 3

function predictKind(api: LightgbmApi, booster: OwnedHandle, x: Matrix, kind: number, width: number): Float64Array {
  const results = new Float64Array(x.rows * width)
  if (x.rows === 0) return results
  const shape = [FLOAT64, x.rows, x.columns.length, 1] as const
  api.call('LGBM_BoosterPredictForMat', booster.get(), rowMajor(x), ...shape, kind, 0, -1, parameterText({}), [0], results)
  return results
}

/** Whether the head of a model file says that its trees are averaged. */
function isForest(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).includes('\naverage_output\n')
}

/** A model from the bytes of its file. */
export function openLightgbm(api: LightgbmApi, bytes: Uint8Array, featureNames: readonly string[]): Booster {
  const [rounds, out]: [unknown[], unknown[]] = [[0], [null]]
  api.call('LGBM_BoosterLoadModelFromString', Buffer.concat([bytes, Buffer.alloc(1)]), rounds, out)
  const booster = ownedBooster(api, out)
  const width = featureNames.length + 1
  // In forest mode LightGBM predicts the mean of its trees but adds their contributions up.
  const parts = isForest(bytes) ? Number(rounds[0]) : 1
  return {
    predict: (x) => predictKind(api, booster, x, VALUE, 1),
    contributions: (x) => {
      const values = predictKind(api, booster, x, CONTRIBUTIONS, width)
      return Array.from({ length: width }, (_, j) =>
        Float64Array.from({ length: x.rows }, (_row, i) => (values[i * width + j] as number) / parts),
      )
    },
    gains: () => {
      const gains = new Float64Array(featureNames.length)
      api.call('LGBM_BoosterFeatureImportance', booster.get(), -1, 1, gains)
      return gains
    },
    dispose: booster.dispose,
  }
}
