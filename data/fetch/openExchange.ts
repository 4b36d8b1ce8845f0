import type { Exchange } from 'ccxt'
import { UsageError } from '../../domain/errors.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { askExchange } from './askExchange.ts'
import { openClient } from './exchangeClient.ts'
import { findMarket, type ListedMarket } from './findMarket.ts'
import { DEFAULT_RETRY, type RetryOptions, type Wait } from './retry.ts'
import { barRows } from './rows.ts'
import type { BarSource, Market } from './source.ts'
import { openTransport } from './transport.ts'

export interface ExchangeOptions {
  /** Replaces the exchange's own address. */
  readonly exchangeUrl?: string | undefined
  readonly timeoutMs?: number
  readonly rateLimitMs?: number
  readonly retry?: Partial<RetryOptions>
  readonly onWait?: ((wait: Wait) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export interface OpenedExchange extends BarSource {
  /** @throws UsageError when the exchange does not list it. */
  market(symbol: string): Promise<Market>
  /** @throws UsageError when the exchange makes no such bars. */
  checkTimeframe(timeframe: Timeframe): void
}

const TIMEOUT_MS = 15_000
const PAGE_BARS_WHERE_UNKNOWN = 500

/**
 * An exchange's public bars, through ccxt. `symbol` says only whether contracts are looked for.
 * @throws UsageError for an exchange that is not known.
 */
export async function openExchange(id: string, symbol: string, options: ExchangeOptions = {}): Promise<OpenedExchange> {
  const { exchangeUrl, timeoutMs = TIMEOUT_MS, rateLimitMs, onWait, signal } = options
  const fetch = openTransport({ timeoutMs, signal })
  const client = await openClient(id.trim().toLowerCase(), {
    baseUrl: exchangeUrl,
    fetch,
    rateLimitMs,
    withContracts: symbol.includes(':'),
  })
  const name = client.name ?? client.id
  const retry = { ...DEFAULT_RETRY, ...options.retry }
  const ask = <T>(send: () => Promise<T>): Promise<T> => askExchange(name, send, { retry, onWait, signal })
  return {
    id: client.id,
    name,
    now: () => ask(() => clockOf(client)),
    market: async (asked) => findMarket(asked, Object.values(await ask(() => client.loadMarkets())) as ListedMarket[], name),
    checkTimeframe: (timeframe) => checkTimeframe(client, timeframe),
    hasTimeframe: (timeframe) => Object.hasOwn(client.timeframes, timeframe),
    pageBars: (market) => pageBars(client, market),
    page: (market, timeframe, since) =>
      ask(async () => barRows(await client.fetchOHLCV(market.symbol, timeframe, since, pageBars(client, market)))),
  }
}

/** An exchange that does not tell its time is taken to go by ours. */
async function clockOf(client: Exchange): Promise<number> {
  const told = client.has.fetchTime === true ? await client.fetchTime() : undefined
  return told ?? Date.now()
}

/** What ccxt says the exchange gives at once. */
function pageBars(client: Exchange, { symbol }: Market): number {
  const limit: unknown = client.featureValue(symbol, 'fetchOHLCV', 'limit')
  return typeof limit === 'number' && limit > 0 ? limit : PAGE_BARS_WHERE_UNKNOWN
}

function checkTimeframe(client: Exchange, timeframe: Timeframe): void {
  if (Object.hasOwn(client.timeframes, timeframe)) return
  throw new UsageError(`${client.name ?? client.id} makes no ${timeframe} bars; it makes ${Object.keys(client.timeframes).join(' ')}.`, {
    timeframe,
  })
}
