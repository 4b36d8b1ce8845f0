/** A fresh column whose first `undefinedUntil` values are NaN; the caller writes the others. */
export function column(length: number, undefinedUntil = 0): Float64Array {
  return new Float64Array(length).fill(NaN, 0, undefinedUntil)
}

/** A fresh column of `valueAt(i)` from index `from` on. Where speed counts, write the loop. */
export function columnOf(length: number, valueAt: (index: number) => number, from = 0): Float64Array {
  const values = column(length, from)
  for (let i = from; i < length; i++) values[i] = valueAt(i)
  return values
}
