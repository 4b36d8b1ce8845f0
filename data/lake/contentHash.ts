import { createHash } from 'node:crypto'
import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'

/** SHA-256 over columns' little-endian doubles, one column after the other. */
export function columnsHash(columns: readonly Float64Array[]): string {
  const hash = createHash('sha256')
  for (const column of columns) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  return hash.digest('hex')
}

/** Of the six columns, in the order of BAR_COLUMNS. */
export function contentHash(bars: Bars): string {
  return columnsHash(BAR_COLUMNS.map((name) => bars[name]))
}
