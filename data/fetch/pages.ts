import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import type { BarRow } from './rows.ts'
import type { BarSource, Market } from './source.ts'

/** Everything that the exchange has in [from, to): `rows` ascending, maybe none. */
export interface Page {
  readonly from: number
  readonly to: number
  readonly rows: readonly BarRow[]
  /** The page came from further on than was asked for, and up to now: the exchange keeps only its newest bars. */
  readonly isOnlyNewest: boolean
}

export interface PageRequest {
  readonly source: BarSource
  readonly market: Market
  readonly timeframe: Timeframe
  /** Bars that open in [from, to) and are closed at `now`; ms UTC. */
  readonly from: number
  readonly to: number
  readonly now: number
  /** End of what is already there from a time on; the time itself where nothing is. */
  readonly presentUntil: (time: number) => number
}

const DAY_MS = 86_400_000

/** The end (exclusive) of the open times of bars that are wanted and closed. */
export function endOfClosed({ timeframe, to, now }: Pick<PageRequest, 'timeframe' | 'to' | 'now'>): number {
  return Math.min(to, now - timeframeMs(timeframe) + 1)
}

/** Reads what is missing, oldest first, page by page. An empty page is not the end: some exchanges answer only for a window of time. */
export async function* readPages(request: PageRequest): AsyncGenerator<Page> {
  const { source, market, timeframe, presentUntil } = request
  const barMs = timeframeMs(timeframe)
  const end = endOfClosed(request)
  let cursor = presentUntil(request.from)
  while (cursor < end) {
    const from = cursor
    const given = (await source.page(market, timeframe, from)).filter(([time]) => time >= from)
    const rows = given.filter(([time]) => time < end)
    const first = rows[0]?.[0]
    const last = rows.at(-1)?.[0]
    let to = end
    if (given.length === 0) to = Math.min(end, await nextTraded(request, from))
    else if (last !== undefined && rows.length === given.length) to = last + barMs
    const isOnlyNewest =
      first !== undefined &&
      first >= from + barMs &&
      given.length >= source.pageBars(market) - 1 &&
      (given.at(-1)?.[0] ?? 0) + 2 * barMs > request.now
    yield { from: isOnlyNewest ? first : from, to, rows, isOnlyNewest }
    cursor = presentUntil(to)
  }
}

/** Where to look on after the page from `time` was empty: a page further, or at the next day of which the exchange has a daily bar. */
async function nextTraded({ source, market, timeframe, to }: PageRequest, time: number): Promise<number> {
  const pageBars = source.pageBars(market)
  const nextPage = time + pageBars * timeframeMs(timeframe)
  if (timeframeMs(timeframe) >= DAY_MS || !source.hasTimeframe('1d')) return nextPage
  // A day earlier, as not every exchange's day begins at midnight UTC.
  for (let day = (Math.floor(nextPage / DAY_MS) - 1) * DAY_MS; day < to; day += pageBars * DAY_MS) {
    const first = (await source.page(market, '1d', day)).find(([open]) => open >= day)
    if (first !== undefined) return Math.max(nextPage, first[0])
  }
  return to
}
