import type { Exchange } from 'ccxt'
import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'

/** The exchanges this project is tried with; any other that ccxt can fetch bars from is taken as well. */
export const EXCHANGES = ['binance', 'coinbase', 'kraken', 'okx', 'bybit', 'hyperliquid'] as const

export interface ClientOptions {
  /** Replaces scheme and host of every address of the exchange. */
  readonly baseUrl?: string | undefined
  readonly fetch: typeof fetch
  /** Milliseconds between two requests; what ccxt knows of the exchange when not given. */
  readonly rateLimitMs?: number | undefined
  /** Whether contracts are wanted: their lists are long and seldom needed. */
  readonly withContracts: boolean
}

type ExchangeClass = new (config: Record<string, unknown>) => Exchange

/** Everything of ccxt is loaded at once (a third of a second, 50 MB), so it is loaded only here, when an exchange is needed. */
async function exchangeClass(id: string): Promise<ExchangeClass> {
  const { default: ccxt } = await import('ccxt')
  const known = ccxt.exchanges as unknown as readonly string[] // an array, whatever its types say
  const found = known.includes(id) ? (ccxt as unknown as Record<string, ExchangeClass>)[id] : undefined
  if (found !== undefined) return found
  throw new UsageError(`Unknown exchange "${id}"${didYouMean(id, known)}; these are tested: ${EXCHANGES.join(', ')}.`, { exchange: id })
}

/** @throws UsageError for an exchange that ccxt does not know or that publishes no bars. */
export async function openClient(id: string, options: ClientOptions): Promise<Exchange> {
  const Client = await exchangeClass(id)
  const client = new Client({
    enableRateLimit: true,
    fetchImplementation: options.fetch,
    ...(options.rateLimitMs === undefined ? {} : { rateLimit: options.rateLimitMs }),
  })
  if (client.has.fetchOHLCV !== true) {
    throw new UsageError(`${client.name ?? id} publishes no bars; try one of ${EXCHANGES.join(', ')}.`, { exchange: id })
  }
  // Neither deposits nor networks matter here, and some exchanges tell them only to their customers.
  client.has.fetchCurrencies = false
  client.options.fetchMarkets = marketLists(client, options.withContracts)
  seeEveryRow(client)
  if (options.baseUrl !== undefined) client.urls.api = withBase(client.urls.api, options.baseUrl) as typeof client.urls.api
  return client
}

/** ccxt keeps rows from `since` on, and so drops unsaid those that have no time at all: an answer of nonsense would read as "no bars". */
function seeEveryRow(client: Exchange): void {
  const parse = client.parseOHLCVs.bind(client)
  client.parseOHLCVs = (rows, market, timeframe) => parse(rows, market, timeframe)
}

/** The exchange's own setting, less the lists that are not wanted. */
function marketLists(client: Exchange, withContracts: boolean): unknown {
  const setting: unknown = client.options.fetchMarkets
  if (typeof setting !== 'object' || setting === null || !('types' in setting) || !Array.isArray(setting.types)) return setting
  const types = setting.types.filter((type) => type !== 'option' && type !== 'hip3')
  const spotOnly = !withContracts && types.includes('spot') && client.id !== 'hyperliquid'
  return { ...setting, types: spotOnly ? ['spot'] : types }
}

/** ccxt keeps addresses as a text or as a tree of texts. */
function withBase(api: unknown, baseUrl: string): unknown {
  if (typeof api === 'string') return api.replace(/^https?:\/\/[^/]+/, baseUrl.replace(/\/$/, ''))
  if (typeof api !== 'object' || api === null) return api
  return Object.fromEntries(Object.entries(api).map(([key, value]) => [key, withBase(value, baseUrl)]))
}
