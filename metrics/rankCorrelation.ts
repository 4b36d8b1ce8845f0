import { mean } from '../math/moments.ts'
import { averageRanks } from '../math/ranks.ts'

/** Pearson's correlation. Undefined below two rows and where either does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number | undefined {
  const [meanA, meanB] = [mean(a), mean(b)]
  if (meanA === undefined || meanB === undefined || a.length < 2) return undefined
  let [products, squaresA, squaresB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [fromA, fromB] = [(a[i] as number) - meanA, (b[i] as number) - meanB]
    products += fromA * fromB
    squaresA += fromA * fromA
    squaresB += fromB * fromB
  }
  const scale = Math.sqrt(squaresA) * Math.sqrt(squaresB)
  return scale > 0 ? products / scale : undefined
}

/** Spearman's rank correlation, ties sharing their average rank. Undefined as `correlation`. */
export function rankCorrelation(a: Float64Array, b: Float64Array): number | undefined {
  return correlation(averageRanks(a), averageRanks(b))
}

/** Root of the mean squared difference. Undefined for no rows. */
export function rootMeanSquaredError(predicted: Float64Array, actual: Float64Array): number | undefined {
  if (actual.length === 0) return undefined
  let sum = 0
  for (let i = 0; i < actual.length; i++) sum += ((predicted[i] as number) - (actual[i] as number)) ** 2
  return Math.sqrt(sum / actual.length)
}
