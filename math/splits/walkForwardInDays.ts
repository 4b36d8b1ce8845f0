import type { IndexRange } from './indexRange.ts'
import { walkForwardSplits, type TrainTest, type WalkForwardRequest } from './walkForward.ts'

const DAY_MS = 86_400_000

/** `count` is what the bars have; the lengths are UTC days. */
export type DayRequest = Omit<WalkForwardRequest, 'count'>

/** Whole UTC days between the first midnight at or after the first bar and the end of the last bar's day. `time` is ascending, ms UTC. */
export function wholeDays(time: Float64Array): { readonly firstDay: number; readonly count: number } {
  const [first, last] = [time[0], time.at(-1)]
  if (first === undefined || last === undefined) return { firstDay: 0, count: 0 }
  const firstDay = Math.ceil(first / DAY_MS)
  return { firstDay, count: Math.max(0, Math.floor(last / DAY_MS) + 1 - firstDay) }
}

/**
 * Walk-forward splits of bars whose boundaries are UTC midnights, as ranges of indices into `time`: days that lack bars have shorter ranges, never
 * shifted ones. @throws RangeError as walkForwardSplits.
 */
export function* walkForwardInDays(time: Float64Array, request: DayRequest): Generator<TrainTest> {
  const { firstDay, count } = wholeDays(time)
  const bars = ({ from, to }: IndexRange): IndexRange => ({
    from: firstAtOrAfter(time, (firstDay + from) * DAY_MS),
    to: firstAtOrAfter(time, (firstDay + to) * DAY_MS),
  })
  for (const { train, test } of walkForwardSplits({ ...request, count })) yield { train: bars(train), test: bars(test) }
}

function firstAtOrAfter(time: Float64Array, moment: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] as number) < moment) low = middle + 1
    else high = middle
  }
  return low
}
