import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'

/** How many bars are fetched when nobody says from when on. */
export const DEFAULT_BARS = 20_000
const BEFORE_ALL_BARS = Date.UTC(2010, 0, 1)
/** Of a JavaScript Date, ms. */
const LARGEST_TIME = 8.64e15

/** Open times in [from, to), ms UTC. */
export interface FetchRange {
  readonly from: number
  readonly to: number
}

/**
 * What is asked for or, where no start is given, what is new since `stored`, or else the last DEFAULT_BARS bars; never later than `now`.
 * @throws UsageError for times that are none, and for a start that does not come before the end.
 */
export function fetchRange(
  asked: { readonly from?: number | undefined; readonly to?: number | undefined },
  timeframe: Timeframe,
  now: number,
  stored: Dataset | undefined,
): FetchRange {
  for (const time of [asked.from, asked.to]) {
    if (time !== undefined && !(Math.abs(time) <= LARGEST_TIME)) throw new UsageError(`${time} is no time to fetch bars from or to.`)
  }
  const barMs = timeframeMs(timeframe)
  const to = Math.min(asked.to ?? now, now)
  const usual = stored === undefined ? to - DEFAULT_BARS * barMs : Date.parse(stored.last_time) + barMs
  const from = Math.max(BEFORE_ALL_BARS, asked.from ?? usual)
  if (asked.from === undefined || from < to) return { from, to }
  throw new UsageError(`There are no bars from ${isoTime(asked.from)} to ${isoTime(to)}: the start must be in the past and before the end.`)
}

export const isoTime = (time: number): string => new Date(time).toISOString()
