import type { TargetName } from '../../domain/ml.ts'
import { taskOf } from '../../domain/ml.ts'
import { auc, aucStandardError, classCounts } from '../../metrics/auc.ts'
import { accuracy, logLoss } from '../../metrics/logLoss.ts'
import { correlation, rankCorrelation, rootMeanSquaredError } from '../../metrics/rankCorrelation.ts'

/**
 * Out-of-sample figures of predictions against labels, over the rows that have both; a figure that does not exist is left out.
 * Labels `horizonBars` long overlap, so that only every horizonBars-th tells something new: the standard error of the AUC
 * counts rows / horizonBars.
 */
export function measurePredictions(
  target: TargetName,
  predictions: Float64Array,
  labels: Float64Array,
  horizonBars: number,
): Record<string, number> {
  const isBoth = (_: number, row: number): boolean => !Number.isNaN(predictions[row] as number) && !Number.isNaN(labels[row] as number)
  const [predicted, actual] = [predictions.filter(isBoth), labels.filter(isBoth)]
  const figures =
    taskOf(target) === 'classification' ? classification(predicted, actual, horizonBars) : regression(target, predicted, actual)
  return Object.fromEntries(
    Object.entries({ test_rows: actual.length, ...figures }).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  )
}

function classification(predicted: Float64Array, actual: Float64Array, horizonBars: number): Record<string, number | undefined> {
  const { positives, negatives } = classCounts(actual)
  const area = auc(predicted, actual)
  const error = area === undefined ? undefined : aucStandardError(area, positives / horizonBars, negatives / horizonBars)
  return {
    test_auc: area,
    test_auc_error: error,
    test_accuracy: accuracy(predicted, actual),
    test_log_loss: logLoss(predicted, actual),
    test_base_rate: actual.length === 0 ? undefined : positives / actual.length,
  }
}

function regression(target: TargetName, predicted: Float64Array, actual: Float64Array): Record<string, number | undefined> {
  const isUp = (values: Float64Array): Float64Array => values.map((value) => (value > 0 ? 1 : 0))
  return {
    test_rmse: rootMeanSquaredError(predicted, actual),
    test_correlation: correlation(predicted, actual),
    test_rank_correlation: rankCorrelation(predicted, actual),
    ...(target === 'return' ? { test_direction_accuracy: accuracy(isUp(predicted), isUp(actual)) } : {}),
  }
}
