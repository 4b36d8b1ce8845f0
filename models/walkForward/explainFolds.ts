import type { FeatureImportance } from '../../domain/ml.ts'
import type { Matrix } from '../family.ts'
import type { FittedFold } from './fitFold.ts'
import { selectColumns, sliceRows } from './matrixSlices.ts'

/** SHAP values cost more than predictions, of a forest milliseconds a row; their mean over this many is precise enough for a table. */
const EXPLAINED_ROWS = 600

/**
 * How much each feature matters, most first: its share of what the snapshots gained, and its mean |SHAP value| over bars they
 * did not learn from. A feature that a fold left out counts there as 0.
 */
export function explainFolds(folds: readonly FittedFold[], matrix: Matrix): FeatureImportance[] {
  const gains = new Map<string, number>()
  for (const { fitted } of folds)
    for (const [name, gain] of Object.entries(fitted.importance())) gains.set(name, (gains.get(name) ?? 0) + gain)
  const shap = meanAbsoluteShap(folds, matrix)
  return matrix.names
    .map((feature) => ({
      feature,
      gain: (gains.get(feature) ?? 0) / folds.length,
      shap: shap === undefined ? null : (shap.get(feature) ?? 0),
    }))
    .sort((a, b) => b.gain - a.gain || (b.shap ?? 0) - (a.shap ?? 0))
}

/** Undefined where the family has no SHAP values. */
function meanAbsoluteShap(folds: readonly FittedFold[], matrix: Matrix): Map<string, number> | undefined {
  const predicting = folds.filter(({ fold }) => fold.predictFrom < fold.predictTo)
  const rowsPerFold = Math.ceil(EXPLAINED_ROWS / Math.max(1, predicting.length))
  const sums = new Map<string, number>()
  let rows = 0
  for (const { fold, fitted } of predicting) {
    if (fitted.contributions === undefined) return undefined
    const to = Math.min(fold.predictTo, fold.predictFrom + rowsPerFold)
    const columns = fitted.contributions(sliceRows(selectColumns(matrix, fitted.featureNames), fold.predictFrom, to))
    rows += to - fold.predictFrom
    fitted.featureNames.forEach((name, i) => sums.set(name, (sums.get(name) ?? 0) + absoluteSum(columns[i] as Float64Array)))
  }
  return rows === 0 ? undefined : new Map([...sums].map(([name, sum]) => [name, sum / rows]))
}

const absoluteSum = (values: Float64Array): number => values.reduce((sum, value) => sum + Math.abs(value), 0)
