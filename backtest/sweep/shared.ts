/** The column in memory that threads share; a copy unless it lies there already. */
export function sharedColumn(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength))
  copy.set(column)
  return copy
}

/** Every column of a record in shared memory. */
export function sharedColumns<Name extends string>(columns: Readonly<Record<Name, Float64Array>>): Record<Name, Float64Array> {
  const entries = Object.entries(columns) as [Name, Float64Array][]
  return Object.fromEntries(entries.map(([name, column]) => [name, sharedColumn(column)])) as Record<Name, Float64Array>
}
