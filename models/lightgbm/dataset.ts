import { portableNames, type TrainingRows } from '../boosting/engine.ts'
import { handleIn, ownedHandle, type OwnedHandle } from '../native/ownedHandle.ts'
import { FLOAT32, FLOAT64, type LightgbmApi } from './api.ts'

/** The labelled rows in bins of their own. */
export function trainingDataset(api: LightgbmApi, rows: TrainingRows, parameters: string, names: readonly string[]): OwnedHandle {
  const dataset = createDataset(api, rows, parameters, null)
  api.call('LGBM_DatasetSetFeatureNames', dataset.get(), portableNames(names), names.length)
  return dataset
}

/** The labelled rows in the bins of `reference`. */
export function validationDataset(api: LightgbmApi, rows: TrainingRows, parameters: string, reference: OwnedHandle): OwnedHandle {
  return createDataset(api, rows, parameters, reference.get())
}

function createDataset(
  api: LightgbmApi,
  { data, rows, columns, labels, weights }: TrainingRows,
  parameters: string,
  reference: bigint | null,
): OwnedHandle {
  const out = [null]
  api.call(
    'LGBM_DatasetCreateFromMat',
    data,
    data instanceof Float32Array ? FLOAT32 : FLOAT64,
    rows,
    columns,
    1,
    parameters,
    reference,
    out,
  )
  const dataset = ownedHandle(handleIn(out), 'LightGBM data set', (handle) => api.call('LGBM_DatasetFree', handle))
  api.call('LGBM_DatasetSetField', dataset.get(), 'label', labels, rows, FLOAT32)
  if (weights !== undefined) api.call('LGBM_DatasetSetField', dataset.get(), 'weight', weights, rows, FLOAT32)
  return dataset
}
