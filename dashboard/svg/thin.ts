/**
 * Indices that draw a line of `values` on `columns` pixels as all of them would: the first, the lowest, the highest and the last of each
 * pixel, in order. A peak or a crash is never left out.
 */
export function thin(values: Float64Array, columns: number): number[] {
  if (values.length <= columns * 2) return Array.from(values, (_, index) => index)
  const kept: number[] = []
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * values.length) / columns)
    const to = Math.floor(((column + 1) * values.length) / columns)
    let low = from
    let high = from
    for (let i = from; i < to; i++) {
      if ((values[i] as number) < (values[low] as number)) low = i
      if ((values[i] as number) > (values[high] as number)) high = i
    }
    kept.push(...[...new Set([from, low, high, to - 1])].sort((a, b) => a - b))
  }
  return kept
}
