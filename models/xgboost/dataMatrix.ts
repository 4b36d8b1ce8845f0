import koffi from 'koffi'
import { THREADS, type TrainingRows } from '../boosting/engine.ts'
import type { Matrix } from '../family.ts'
import { handleIn, ownedHandle, type OwnedHandle } from '../native/ownedHandle.ts'
import { rowMajorSingle } from '../native/rowMajor.ts'
import type { XgboostApi } from './api.ts'

/** Tells XGBoost where an array lies (https://numpy.org/doc/stable/reference/arrays.interface.html); it copies what it needs before it returns. */
function arrayInterface(data: Float64Array | Float32Array, shape: readonly number[]): string {
  const type = data instanceof Float64Array ? '<f8' : '<f4'
  return `{"data":[${koffi.address(data)},true],"shape":[${shape.join(',')}],"strides":null,"typestr":"${type}","version":3}`
}

const CONFIG = `{"missing":NaN,"nthread":${THREADS},"data_split_mode":0}`

function owned(api: XgboostApi, out: readonly unknown[]): OwnedHandle {
  return ownedHandle(handleIn(out), 'XGBoost matrix', (handle) => api.call('XGDMatrixFree', handle))
}

/** All rows of a matrix, to predict them. */
export function predictionMatrix(api: XgboostApi, x: Matrix): OwnedHandle {
  const data = rowMajorSingle(x)
  const out = [null]
  api.call('XGDMatrixCreateFromDense', arrayInterface(data, [x.rows, x.columns.length]), CONFIG, out)
  return owned(api, out)
}

/** The labelled rows. */
export function trainingMatrix(api: XgboostApi, { data, rows, columns, labels, weights }: TrainingRows): OwnedHandle {
  const out = [null]
  api.call('XGDMatrixCreateFromDense', arrayInterface(data, [rows, columns]), CONFIG, out)
  const matrix = owned(api, out)
  api.call('XGDMatrixSetInfoFromInterface', matrix.get(), 'label', arrayInterface(labels, [rows]))
  if (weights !== undefined) api.call('XGDMatrixSetInfoFromInterface', matrix.get(), 'weight', arrayInterface(weights, [rows]))
  return matrix
}
