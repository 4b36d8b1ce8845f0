import koffi from 'koffi'
import { portableNames, type Booster } from '../boosting/engine.ts'
import type { Matrix } from '../family.ts'
import { handleIn, type OwnedHandle } from '../native/ownedHandle.ts'
import type { XgboostApi } from './api.ts'
import { predictionMatrix } from './dataMatrix.ts'
import { ownedBooster, setParams } from './trainXgboost.ts'

/** Kinds of prediction in XGBoosterPredictFromDMatrix. */
const VALUE = 0
const CONTRIBUTIONS = 2

/** float32 values that XGBoost owns and overwrites at the next call, copied. */
function floats(out: readonly unknown[], length: number): Float32Array {
  return new Float32Array(koffi.view(handleIn(out), length * 4).slice(0))
}

function predictKind(api: XgboostApi, booster: OwnedHandle, x: Matrix, kind: number, width: number): Float32Array {
  if (x.rows === 0) return new Float32Array(0)
  const matrix = predictionMatrix(api, x)
  try {
    const config = `{"type":${kind},"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":true}`
    const [shape, dim, result]: [unknown[], unknown[], unknown[]] = [[null], [0], [null]]
    api.call('XGBoosterPredictFromDMatrix', booster.get(), matrix.get(), config, shape, dim, result)
    return floats(result, x.rows * width)
  } finally {
    matrix.dispose()
  }
}

/** Column `j` of row-major values. */
function columnOf(values: Float32Array, j: number, width: number): Float64Array {
  const column = new Float64Array(values.length / width)
  for (let i = 0; i < column.length; i++) column[i] = values[i * width + j] as number
  return column
}

function gainsOf(api: XgboostApi, booster: OwnedHandle, names: readonly string[]): Float64Array {
  const count: unknown[] = [0]
  const [features, shape, scores]: [unknown[], unknown[], unknown[]] = [[null], [null], [null]]
  api.call('XGBoosterFeatureScore', booster.get(), '{"importance_type":"total_gain"}', count, features, [0], shape, scores)
  const used = Number(count[0])
  const gains = new Float64Array(names.length)
  if (used === 0) return gains
  const texts = koffi.decode(handleIn(features), 'const char *', used) as string[]
  const totals = floats(scores, used)
  texts.forEach((text, k) => (gains[names.indexOf(text)] = totals[k] as number))
  return gains
}

/** A model from the bytes of its file. */
export function openXgboost(api: XgboostApi, bytes: Uint8Array, featureNames: readonly string[]): Booster {
  const out = [null]
  api.call('XGBoosterCreate', [], 0, out)
  const booster = ownedBooster(api, out)
  api.call('XGBoosterLoadModelFromBuffer', booster.get(), bytes, bytes.length)
  setParams(api, booster, {})
  const width = featureNames.length + 1
  return {
    predict: (x) => Float64Array.from(predictKind(api, booster, x, VALUE, 1)),
    contributions: (x) => {
      const values = predictKind(api, booster, x, CONTRIBUTIONS, width)
      return Array.from({ length: width }, (_, j) => columnOf(values, j, width))
    },
    gains: () => gainsOf(api, booster, portableNames(featureNames)),
    dispose: booster.dispose,
  }
}
