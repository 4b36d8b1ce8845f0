import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { SweepColumns } from './combination.ts'

/** @throws UsageError where there is no such column. */
export function columnOf(columns: SweepColumns, name: string): Float64Array {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (column !== undefined) return column
  throw new UsageError(`There is no column "${name}" in the sweep${didYouMean(name, Object.keys(columns))}: give one of its columns.`, {
    name,
  })
}
