/** Standard deviation (n − 1) of the last `lookback` log returns of closes before bar `end`; NaN where there are fewer. */
export function logDeviation(close: Float64Array, end: number, lookback: number): number {
  const first = end - lookback
  if (first < 1 || lookback < 2) return NaN
  let sum = 0
  for (let i = first; i < end; i++) sum += Math.log((close[i] as number) / (close[i - 1] as number))
  const mean = sum / lookback
  let squares = 0
  for (let i = first; i < end; i++) {
    const distance = Math.log((close[i] as number) / (close[i - 1] as number)) - mean
    squares += distance * distance
  }
  return Math.sqrt(squares / (lookback - 1))
}
