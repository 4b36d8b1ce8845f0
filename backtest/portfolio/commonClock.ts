/** Every stamp of every column once, ascending. */
export function commonClock(columns: readonly Float64Array[]): Float64Array {
  const [only] = columns
  if (columns.length === 1 && only !== undefined) return only
  const total = columns.reduce((sum, column) => sum + column.length, 0)
  const all = new Float64Array(total)
  let filled = 0
  for (const column of columns) {
    all.set(column, filled)
    filled += column.length
  }
  all.sort()
  let kept = 0
  for (let i = 0; i < total; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i] as number
  return all.slice(0, kept)
}
