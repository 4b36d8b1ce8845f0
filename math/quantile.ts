/** Quantile of type 7 (Hyndman and Fan 1996): h = (n − 1)p, linear between order statistics; undefined for no values. */
export function quantile(values: Float64Array, probability: number): number | undefined {
  return quantileSorted(Float64Array.from(values).sort(), probability)
}

/** The same of values that are in ascending order already. */
export function quantileSorted(sorted: Float64Array, probability: number): number | undefined {
  if (sorted.length === 0) return undefined
  const place = (sorted.length - 1) * probability
  const below = Math.floor(place)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (place - below) * (high - low)
}

/** Middle value, the mean of the two middle ones for an even count; undefined for no values. */
export function median(values: Float64Array): number | undefined {
  return quantile(values, 0.5)
}
