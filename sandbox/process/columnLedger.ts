import { columnKey } from './columnKey.ts'
import type { ColumnRef } from './protocol.ts'

export interface Shipment {
  readonly columns: readonly string[]
  readonly receive: readonly ColumnRef[]
  /** The bytes of `receive`, in its order. */
  readonly contents: readonly Float64Array[]
  readonly drop: readonly string[]
}

/**
 * What one child process holds, as its parent knows it: decides which columns have to be sent for a run and which old ones go.
 * Held at most: `limitBytes`, or what one run needs where that is more.
 */
export function columnLedger(limitBytes: number): (columns: readonly Float64Array[]) => Shipment {
  const held = new Map<string, number>()
  return (columns) => {
    const keys = columns.map(columnKey)
    const receive: ColumnRef[] = []
    const contents: Float64Array[] = []
    for (const [i, key] of keys.entries()) {
      const column = columns[i] as Float64Array
      if (!held.has(key)) {
        receive.push({ key, bytes: column.byteLength })
        contents.push(column)
      }
      // To the end: a Map keeps the order, so the first is the one unused for longest.
      held.delete(key)
      held.set(key, column.byteLength)
    }
    return { columns: keys, receive, contents, drop: evict(held, limitBytes, new Set(keys)) }
  }
}

function evict(held: Map<string, number>, limitBytes: number, needed: ReadonlySet<string>): string[] {
  const dropped: string[] = []
  let total = [...held.values()].reduce((sum, bytes) => sum + bytes, 0)
  for (const [key, bytes] of held) {
    if (total <= limitBytes || needed.has(key)) break
    held.delete(key)
    dropped.push(key)
    total -= bytes
  }
  return dropped
}
