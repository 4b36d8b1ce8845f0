import { barCount } from '../domain/bars.ts'
import type { StrategyRun } from './types.ts'

/** Bars that a run plays, one counted as often as windows hold it. @throws RangeError for a window that does not lie within the bars. */
export function playedBars({ bars, windows }: StrategyRun): number {
  const count = barCount(bars)
  if (windows === undefined) return count
  return windows.reduce((total, { from, to }) => {
    const isSound = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && to <= count
    if (!isSound) throw new RangeError(`sandbox.run: the window [${from}, ${to}) does not lie within ${count} bars`)
    return total + to - from
  }, 0)
}
