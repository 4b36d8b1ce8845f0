import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import { sameValues } from '../quality/orderRows.ts'
import { barsOf } from '../quality/barsOf.ts'
import { newTally, tally } from '../quality/tally.ts'
import type { Tally } from '../quality/tally.ts'

export interface MergedBars {
  readonly bars: Bars
  /** Stamps that only the incoming bars have. */
  readonly added: number
  /** Stamps that both have with different values, and whose stored value gave way. */
  readonly replaced: number
  /** Conflicts that `winner` left open; the stored value stands in them. */
  readonly open: Tally
}

/** Union of two ascending series; where both have a stamp with different values, `winner(time)` says which stands, or leaves it open. */
export function mergeBars(stored: Bars, incoming: Bars, winner: (time: number) => 'stored' | 'incoming' | undefined): MergedBars {
  const most = stored.time.length + incoming.time.length
  const fromStored = new Uint8Array(most)
  const row = new Uint32Array(most)
  const open = newTally()
  let replaced = 0
  let count = 0
  let added = 0
  let i = 0
  let j = 0
  while (i < stored.time.length || j < incoming.time.length) {
    const left = stored.time[i] ?? Infinity
    const right = incoming.time[j] ?? Infinity
    let takeStored = left <= right
    if (left === right && !sameValues(stored, i, incoming, j)) {
      const side = winner(left)
      if (side === undefined) tally(open, left)
      takeStored = side !== 'incoming'
      if (!takeStored) replaced++
    }
    fromStored[count] = takeStored ? 1 : 0
    row[count++] = takeStored ? i : j
    if (right < left) added++
    if (left <= right) i++
    if (right <= left) j++
  }
  const columns = BAR_COLUMNS.map((name) => {
    const column = new Float64Array(count)
    for (let k = 0; k < count; k++) column[k] = (fromStored[k] === 1 ? stored : incoming)[name][row[k] as number] as number
    return column
  })
  return { bars: barsOf(columns), added, replaced, open }
}
