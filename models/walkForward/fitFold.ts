import { BadDataError } from '../../domain/errors.ts'
import type { ModelConfig, TargetName } from '../../domain/ml.ts'
import { purgeLabels, type PurgedFold } from '../../math/purgedSplits.ts'
import { constantColumns, labelledRows } from '../checkRequest.ts'
import type { FittedModel, Matrix, ModelFamily } from '../family.ts'
import { predictRows, selectColumns, sliceRows } from './matrixSlices.ts'
import { measurePredictions } from './measurePredictions.ts'

/** What one fold is fitted from: features and labels of all bars. */
export interface FoldInputs {
  readonly family: ModelFamily
  readonly config: ModelConfig
  readonly matrix: Matrix
  readonly target: TargetName
  readonly labels: Float64Array
  readonly labelEnd: Int32Array
  readonly horizonBars: number
  readonly embargoBars: number
}

export interface FittedFold {
  readonly fold: PurgedFold
  readonly fitted: FittedModel
  readonly rows: number
  readonly validRows: number
  /** Of the bars [predictFrom, predictTo), none of which it has learnt from. */
  readonly predictions: Float64Array
  readonly metrics: Record<string, number>
}

/** Fits one snapshot on what its fold may know and predicts the fold's bars. @throws BadDataError where nothing can be learnt. */
export async function fitFold(inputs: FoldInputs, fold: PurgedFold): Promise<FittedFold> {
  const { family, config, matrix, labels, labelEnd, embargoBars } = inputs
  const y = purgeLabels(fold, labels, labelEnd, embargoBars)
  const fittedRows = labelledRows(y.train)
  // Families refuse what tells nothing; a feature may well be constant in one fold and vary in the next.
  const constant = new Set(constantColumns(sliceRows(matrix, fold.trainFrom, fold.trainTo), fittedRows))
  const varying = matrix.names.filter((name) => !constant.has(name))
  if (varying.length === 0)
    throw new BadDataError(
      `No feature varies in the training rows of the fold that predicts from bar ${fold.predictFrom}; use other features or more bars.`,
    )
  const x = selectColumns(matrix, varying)
  const fitted = await family.fit({
    task: config.task,
    hyperparameters: config.hyperparameters,
    seed: config.seed,
    train: { x: sliceRows(x, fold.trainFrom, fold.trainTo), y: y.train },
    valid: fold.validFrom < fold.validTo ? { x: sliceRows(x, fold.validFrom, fold.validTo), y: y.valid } : undefined,
  })
  try {
    const predictions = predictRows(fitted, matrix, fold.predictFrom, fold.predictTo)
    const metrics = measurePredictions(inputs.target, predictions, labels.subarray(fold.predictFrom, fold.predictTo), inputs.horizonBars)
    return { fold, fitted, rows: fittedRows.length, validRows: labelledRows(y.valid).length, predictions, metrics }
  } catch (error) {
    fitted.dispose()
    throw error
  }
}
