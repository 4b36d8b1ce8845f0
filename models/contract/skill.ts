import type { Task } from '../../domain/ml.ts'
import { auc, aucStandardError, classCounts } from '../../metrics/auc.ts'
import { correlation } from '../../metrics/rankCorrelation.ts'

/** The AUC of who knows nothing. */
const BY_CHANCE = 0.5

/** Skill of predictions and the standard error that it has where there is none. */
export interface Skill {
  /** AUC - 0.5 for classes, Pearson's correlation for values. */
  readonly skill: number
  readonly standardError: number
}

export function skillOf(task: Task, predictions: Float64Array, y: Float64Array): Skill {
  // What was not predicted has no rank, and passes no comparison.
  if (predictions.some(Number.isNaN)) return { skill: NaN, standardError: NaN }
  if (task === 'regression') {
    // A constant prediction has no correlation, and no skill.
    return { skill: correlation(predictions, y) ?? 0, standardError: 1 / Math.sqrt(y.length) }
  }
  const { positives, negatives } = classCounts(y)
  return { skill: (auc(predictions, y) ?? NaN) - BY_CHANCE, standardError: aucStandardError(BY_CHANCE, positives, negatives) ?? NaN }
}

/** R² out of sample: 1 minus the squared error over that of the mean of `y`. */
export function explained(predictions: Float64Array, y: Float64Array): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  let [left, all] = [0, 0]
  y.forEach((value, i) => {
    left += (value - (predictions[i] as number)) ** 2
    all += (value - mean) ** 2
  })
  return 1 - left / all
}
