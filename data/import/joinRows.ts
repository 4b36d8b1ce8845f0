import { BAR_COLUMNS } from '../../domain/bars.ts'
import { barsOf } from '../quality/barsOf.ts'
import type { RawRows } from '../quality/orderRows.ts'

/** The rows of several files, one after the other. */
export function joinRows(parts: readonly RawRows[]): RawRows {
  const [only, ...others] = parts
  if (only !== undefined && others.length === 0) return only
  const rows = parts.reduce((sum, part) => sum + part.time.length, 0)
  return barsOf(
    BAR_COLUMNS.map((name) => {
      const column = new Float64Array(rows)
      let at = 0
      for (const part of parts) {
        column.set(part[name], at)
        at += part.time.length
      }
      return column
    }),
  )
}
