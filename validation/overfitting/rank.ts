/** Rank from 1 (lowest) of entry `index` among all `values`, ties sharing their average. */
export function rankOf(values: Float64Array, index: number): number {
  const value = values[index] as number
  let [below, equal] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const other = values[i] as number
    if (other < value) below++
    else if (other === value) equal++
  }
  return below + (equal + 1) / 2
}

/** Logit of ω = r / (N + 1), written so that the median rank gives exactly 0 whatever rounding does. */
export function rankLogit(rank: number, trials: number): number {
  return Math.log(rank / (trials + 1 - rank))
}
