/** Mean of values[from, to), measured from the first of them so that a constant gives exactly itself. NaN when there are none. */
export function meanOf(values: Float64Array, from: number, to: number): number {
  const pivot = values[from] as number
  let sum = 0
  for (let i = from; i < to; i++) sum += (values[i] as number) - pivot
  return pivot + sum / (to - from)
}
