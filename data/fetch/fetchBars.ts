import { join } from 'node:path'
import { barCount } from '../../domain/bars.ts'
import { BadDataError, ResourceError } from '../../domain/errors.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import { seriesDir } from '../lake/datasetFiles.ts'
import type { SeriesKey } from '../lake/datasetId.ts'
import { datasetOf, readRecord } from '../lake/datasetRecord.ts'
import { storeBars } from '../lake/storeBars.ts'
import { fetchRange, isoTime } from './fetchRange.ts'
import type { FetchOutcome, FetchRequest } from './fetchRequest.ts'
import { fillCache, type Wanted } from './fillCache.ts'
import { openExchange } from './openExchange.ts'
import { openPageCache } from './pageCache.ts'
import { endOfClosed } from './pages.ts'
import type { Wait } from './retry.ts'

/**
 * Fetches an exchange's public bars into the lake: closed bars only, page by page, within the exchange's rate limit. Every page is kept as
 * soon as it is there: an interrupted fetch goes on where it was.
 * @throws UsageError for an exchange, symbol, timeframe or range that cannot be; BadDataError when the exchange has no such bars or the lake
 * does not take them; ResourceError when it cannot be reached or the signal was aborted.
 */
export async function fetchBars(request: FetchRequest): Promise<FetchOutcome> {
  try {
    return await fetchAndStore(request)
  } catch (error) {
    if (request.signal?.aborted !== true) throw error
    const sentence = `Fetching ${request.symbol} from ${request.exchange} was interrupted; what came so far is kept, and the same command goes on from there.`
    throw new ResourceError(sentence, { interrupted: true }, { cause: error })
  }
}

async function fetchAndStore(request: FetchRequest): Promise<FetchOutcome> {
  const { workspace, symbol, onProgress, onConflict, accept } = request
  const timeframe = parseTimeframe(request.timeframe)
  const onWait = onProgress && ((wait: Wait) => onProgress({ kind: 'wait', ...wait }))
  const exchange = await openExchange(request.exchange, symbol, { ...request, onWait })
  exchange.checkTimeframe(timeframe)
  const market = await exchange.market(symbol)
  const now = await exchange.now()

  const key = { exchange: exchange.id, symbol: market.lakeSymbol, timeframe }
  const stored = readRecord(seriesDir(workspace, key))
  const wanted: Wanted = { source: exchange, market, timeframe, now, ...fetchRange(request, timeframe, now, stored) }
  const cache = openPageCache(cacheDir(request, key))
  const notes = await fillCache(cache, wanted, request)
  const bars = cache.bars(wanted.from, endOfClosed(wanted))
  const fetchedBars = barCount(bars)

  if (fetchedBars === 0) {
    cache.remove()
    if (stored === undefined || request.from !== undefined) throw noBars(wanted, notes)
    return { outcome: 'unchanged', dataset: datasetOf(stored), fetchedBars, addedBars: 0, notes }
  }
  const source = { name: `${exchange.name} ${market.symbol}, fetched`, notes }
  const { outcome, dataset, addedBars } = await storeBars(workspace, { ...key, synthetic: false, bars, onConflict, accept, source, now })
  cache.remove()
  return { outcome, dataset, fetchedBars, addedBars, notes }
}

function noBars({ source, market, timeframe, from, to }: Wanted, notes: readonly string[]): BadDataError {
  const sentence = `${source.name} has no closed ${timeframe} bars of ${market.symbol} from ${isoTime(from)} to ${isoTime(to)}.`
  return new BadDataError([sentence, ...notes].join(' '), { from, to })
}

/** One directory per series and address: bars of a test server never mix with real ones. */
function cacheDir({ workspace, exchangeUrl }: FetchRequest, { exchange, symbol, timeframe }: SeriesKey): string {
  const place = exchangeUrl === undefined ? '' : ` ${exchangeUrl}`
  return join(workspace.cacheDir, 'fetch', encodeURIComponent(`${exchange} ${symbol} ${timeframe}${place}`))
}
