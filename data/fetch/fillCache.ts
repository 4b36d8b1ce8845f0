import type { Timeframe } from '../../domain/timeframe.ts'
import { type FetchRange, isoTime } from './fetchRange.ts'
import type { FetchRequest } from './fetchRequest.ts'
import type { PageCache } from './pageCache.ts'
import { endOfClosed, type Page, readPages } from './pages.ts'
import type { BarSource, Market } from './source.ts'

/** A series of bars on an exchange, and when it was asked for. */
export interface Wanted extends FetchRange {
  readonly source: BarSource
  readonly market: Market
  readonly timeframe: Timeframe
  /** The exchange's clock, ms UTC. */
  readonly now: number
}

/** Reads every missing page into the cache. Returns what the exchange could not give, in sentences. */
export async function fillCache(cache: PageCache, wanted: Wanted, { onProgress, signal }: FetchRequest): Promise<string[]> {
  const end = endOfClosed(wanted)
  const notes: string[] = []
  let bars = 0
  for await (const page of readPages({ ...wanted, presentUntil: (time) => cache.presentUntil(time) })) {
    // Of an empty page at the end it is not sure that it stays empty.
    if (page.rows.length > 0 || page.to < end) cache.add(page.from, page.to, page.rows)
    if (page.isOnlyNewest) notes.push(onlyNewest(wanted, page))
    bars += page.rows.length
    onProgress?.({ kind: 'page', bars, through: isoTime(page.to), share: Math.min(1, (page.to - wanted.from) / (end - wanted.from)) })
    signal?.throwIfAborted()
  }
  return notes
}

function onlyNewest({ source, market, timeframe, from }: Wanted, page: Page): string {
  const kept = `${source.name} serves only its newest ${source.pageBars(market)} bars of ${timeframe}`
  return `${kept}: ${market.symbol} begins at ${isoTime(page.from)} instead of ${isoTime(from)}.`
}
