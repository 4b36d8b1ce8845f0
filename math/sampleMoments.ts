import { kurtosis, skewness } from './moments.ts'

/** Adjusted Fisher–Pearson skewness G₁, as spreadsheets and pandas give it; undefined below three values and where they do not vary. */
export function sampleSkewness(values: Float64Array): number | undefined {
  const n = values.length
  const population = skewness(values)
  return population === undefined || n < 3 ? undefined : (Math.sqrt(n * (n - 1)) / (n - 2)) * population
}

/** Excess kurtosis G₂, 0 for a normal; undefined below four values and where they do not vary. Sharpe inference needs `kurtosis` instead. */
export function sampleExcessKurtosis(values: Float64Array): number | undefined {
  const n = values.length
  const population = kurtosis(values)
  if (population === undefined || n < 4) return undefined
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (population - 3) + 6)
}
