/** A probability of exactly 0 or 1 that turns out wrong would cost infinitely much: the bounds that scikit-learn and XGBoost use as well. */
const SMALLEST = 1e-15

/** Mean −log likelihood of labels 0 or 1 under the probabilities of 1, in nats. Undefined for no rows. */
export function logLoss(probabilities: Float64Array, labels: Float64Array): number | undefined {
  if (labels.length === 0) return undefined
  let sum = 0
  for (let i = 0; i < labels.length; i++) {
    const probability = Math.min(1 - SMALLEST, Math.max(SMALLEST, probabilities[i] as number))
    sum -= labels[i] === 1 ? Math.log(probability) : Math.log1p(-probability)
  }
  return sum / labels.length
}

/** Share of rows whose probability is on the side of its label, above 0.5 counting as 1. Undefined for no rows. */
export function accuracy(probabilities: Float64Array, labels: Float64Array): number | undefined {
  if (labels.length === 0) return undefined
  let right = 0
  for (let i = 0; i < labels.length; i++) if ((probabilities[i] as number) > 0.5 === (labels[i] === 1)) right++
  return right / labels.length
}
