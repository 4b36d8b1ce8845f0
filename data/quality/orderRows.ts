import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import { barsOf } from './barsOf.ts'
import { newTally, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** Bars as a file has them: any order, any stamp more than once, NaN where a value is missing. */
export type RawRows = Bars

export interface OrderedRows {
  readonly bars: Bars
  /** Rows beyond the first of their stamp that repeat it exactly. */
  readonly identical: number
  /** Rows beyond the first of their stamp that say something else. */
  readonly conflicting: Tally
  /** Rows that go against the direction, up or down, that most rows go. */
  readonly unsorted: number
}

/** Row numbers in order of time; rows of one stamp keep the order they had in the file. */
function timeOrder(time: Float64Array): { order: Uint32Array | undefined; unsorted: number } {
  let up = 0
  let down = 0
  for (let i = 1; i < time.length; i++) {
    const step = (time[i] as number) - (time[i - 1] as number)
    if (step > 0) up++
    else if (step < 0) down++
  }
  if (down === 0) return { order: undefined, unsorted: 0 }
  const order = Uint32Array.from(time, (_, i) => i)
  order.sort((a, b) => (time[a] as number) - (time[b] as number) || a - b)
  return { order, unsorted: Math.min(up, down) }
}

function gather(column: Float64Array, order: Uint32Array | undefined, rows: number): Float64Array {
  if (order === undefined) return column.slice(0, rows)
  const gathered = new Float64Array(rows)
  for (let i = 0; i < rows; i++) gathered[i] = column[order[i] as number] as number
  return gathered
}

/** True where two rows hold the same values; a missing value equals a missing value. */
export function sameValues(a: Bars, i: number, b: Bars, j: number): boolean {
  return BAR_COLUMNS.every((name) => Object.is(a[name][i], b[name][j]) || a[name][i] === b[name][j])
}

/**
 * Puts rows into ascending order and keeps one per stamp: the first in the order of the rows, or the last.
 * What it leaves out is counted, never silent. The rows themselves are not changed.
 */
export function orderRows(rows: RawRows, keep: 'first' | 'last' = 'first'): OrderedRows {
  const { order, unsorted } = timeOrder(rows.time)
  const at = (i: number): number => (order === undefined ? i : (order[i] as number))
  const kept = new Uint32Array(rows.time.length)
  const conflicting = newTally()
  let count = 0
  let identical = 0
  for (let i = 0; i < kept.length; i++) {
    const row = at(i)
    const previous = kept[count - 1]
    if (previous === undefined || rows.time[previous] !== rows.time[row]) {
      kept[count++] = row
    } else if (sameValues(rows, previous, rows, row)) {
      identical++
    } else {
      tally(conflicting, rows.time[row] as number)
      if (keep === 'last') kept[count - 1] = row
    }
  }
  const selection = order === undefined && count === kept.length ? undefined : kept
  const bars = barsOf(BAR_COLUMNS.map((name) => gather(rows[name], selection, count)))
  return { bars, identical, conflicting, unsorted }
}
