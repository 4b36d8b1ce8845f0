import { averageRanks } from '../math/ranks.ts'

/** How many of each class there are; labels are 0 or 1. */
export function classCounts(labels: Float64Array): { positives: number; negatives: number } {
  let positives = 0
  for (let i = 0; i < labels.length; i++) positives += labels[i] as number
  return { positives, negatives: labels.length - positives }
}

/**
 * Area under the ROC curve: the probability that a random positive scores above a random negative, ties counting half
 * (Mann and Whitney 1947). Labels are 0 or 1, scores finite. Undefined where a class is absent.
 */
export function auc(scores: Float64Array, labels: Float64Array): number | undefined {
  const { positives, negatives } = classCounts(labels)
  if (positives === 0 || negatives === 0) return undefined
  const ranks = averageRanks(scores)
  let rankSum = 0
  for (let i = 0; i < labels.length; i++) rankSum += (labels[i] as number) * (ranks[i] as number)
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** Standard error of an AUC over independent observations (Hanley and McNeil 1982, Radiology 143). Undefined where a class is absent. */
export function aucStandardError(area: number, positives: number, negatives: number): number | undefined {
  if (!(positives > 0 && negatives > 0)) return undefined
  const pairOfPositives = area / (2 - area) - area ** 2
  const pairOfNegatives = (2 * area ** 2) / (1 + area) - area ** 2
  const variance = area * (1 - area) + Math.max(0, positives - 1) * pairOfPositives + Math.max(0, negatives - 1) * pairOfNegatives
  return Math.sqrt(variance / (positives * negatives))
}
