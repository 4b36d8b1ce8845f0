import type { Task } from '../../domain/ml.ts'

/** Skill of predictions and the standard error that it has where there is none. */
export interface Skill {
  /** AUC - 0.5 for classes, the correlation for values. */
  readonly skill: number
  readonly standardError: number
}

/** AUC by ranks, ties halved (Mann & Whitney 1947), or Pearson's correlation. */
export function skillOf(task: Task, predictions: Float64Array, y: Float64Array): Skill {
  // What was not predicted has no rank, and passes no comparison.
  if (predictions.some(Number.isNaN)) return { skill: NaN, standardError: NaN }
  return task === 'classification' ? rankSkill(predictions, y) : correlationSkill(predictions, y)
}

function rankSkill(predictions: Float64Array, y: Float64Array): Skill {
  const order = Array.from(predictions.keys()).sort((a, b) => (predictions[a] as number) - (predictions[b] as number))
  let [ranks, ones] = [0, 0]
  for (let i = 0; i < order.length;) {
    let end = i + 1
    while (end < order.length && predictions[order[end] as number] === predictions[order[i] as number]) end++
    for (let k = i; k < end; k++) {
      if (y[order[k] as number] !== 1) continue
      ones++
      ranks += (i + end + 1) / 2
    }
    i = end
  }
  const zeros = y.length - ones
  const auc = (ranks - (ones * (ones + 1)) / 2) / (ones * zeros)
  return { skill: auc - 0.5, standardError: Math.sqrt((ones + zeros + 1) / (12 * ones * zeros)) }
}

function correlationSkill(predictions: Float64Array, y: Float64Array): Skill {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(predictions), mean(y)]
  let [both, first, second] = [0, 0, 0]
  y.forEach((value, i) => {
    const [p, q] = [(predictions[i] as number) - a, value - b]
    both += p * q
    first += p * p
    second += q * q
  })
  // A constant prediction has no correlation, and no skill.
  return { skill: first > 1e-18 ? both / Math.sqrt(first * second) : 0, standardError: 1 / Math.sqrt(y.length) }
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
