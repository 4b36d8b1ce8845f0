import type { Bars } from '../../domain/bars.ts'
import { newTally, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** A price that is more than three times, or less than a third, of what it was before a gap. */
const JUMP = Math.log(3)
/** Shorter gaps are outages, and a jump over one is the market's. */
const SHORTEST_GAP_BARS = 24

/** First bars after a long gap whose open has little to do with the last close: often two instruments under one ticker. */
export function findGapJumps({ time, open, close }: Bars, step: number): Tally {
  const found = newTally()
  for (let i = 1; i < time.length; i++) {
    const absent = ((time[i] as number) - (time[i - 1] as number)) / step - 1
    if (absent < SHORTEST_GAP_BARS) continue
    if (Math.abs(Math.log((open[i] as number) / (close[i - 1] as number))) > JUMP) tally(found, time[i] as number)
  }
  return found
}
