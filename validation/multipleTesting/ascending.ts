/** Indices of p-values from the smallest to the largest. @throws RangeError for what is not a probability. */
export function ascending(pValues: Float64Array): Uint32Array {
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value lies between 0 and 1, not at ${p}`)
  return Uint32Array.from(pValues.keys()).sort((a, b) => (pValues[a] as number) - (pValues[b] as number))
}
