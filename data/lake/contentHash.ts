import { createHash } from 'node:crypto'
import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'

/** SHA-256 over the six columns' little-endian doubles, one column after the other, in the order of BAR_COLUMNS. */
export function contentHash(bars: Bars): string {
  const hash = createHash('sha256')
  for (const name of BAR_COLUMNS) {
    const column = bars[name]
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
