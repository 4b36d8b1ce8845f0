import type { Bars } from '../../domain/bars.ts'
import { newTally, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** Bars that one price must stand through, high, low and all, before it counts as a stale run. */
export const STALE_RUN_BARS = 6

function isFlat({ open, high, low, close }: Bars, i: number): boolean {
  return high[i] === low[i] && open[i] === close[i] && high[i] === close[i]
}

/** Runs of at least STALE_RUN_BARS bars whose open, high, low and close are all one and the same price; each stands at its first bar. */
export function findStaleRuns(bars: Bars): { runs: Tally; longest: number } {
  const { time, close } = bars
  const runs = newTally()
  let longest = 0
  let length = 0
  for (let i = 0; i <= time.length; i++) {
    const flat = i < time.length && isFlat(bars, i)
    if (flat && length > 0 && close[i] === close[i - 1]) {
      length++
      continue
    }
    if (length >= STALE_RUN_BARS) {
      tally(runs, time[i - length] as number)
      longest = Math.max(longest, length)
    }
    length = flat ? 1 : 0
  }
  return { runs, longest }
}
