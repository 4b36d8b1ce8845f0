import { UsageError } from '../../domain/errors.ts'
import { parseTimeframe } from '../../domain/timeframe.ts'
import type { Timeframe } from '../../domain/timeframe.ts'

/** Which series of bars: what the three parts of a dataset id say. */
export interface SeriesKey {
  readonly exchange: string
  readonly symbol: string
  readonly timeframe: Timeframe
}

const EXCHANGE = /^[a-z0-9][a-z0-9_.-]{0,39}$/
const SYMBOL = /^[A-Z0-9][A-Z0-9/:._-]{0,59}$/

/**
 * Exchange in lower case, symbol in upper case, timeframe as the exchanges write it.
 * @throws UsageError naming the part that cannot be one.
 */
export function seriesKey(exchange: string, symbol: string, timeframe: string): SeriesKey {
  const key = { exchange: exchange.trim().toLowerCase(), symbol: symbol.trim().toUpperCase(), timeframe: parseTimeframe(timeframe) }
  if (!EXCHANGE.test(key.exchange)) {
    throw new UsageError(`"${exchange}" cannot be an exchange's name: letters, digits, ".", "_" and "-" only, e.g. binance.`)
  }
  if (!SYMBOL.test(key.symbol)) {
    throw new UsageError(`"${symbol}" cannot be a symbol: letters, digits and / : . _ - only, e.g. BTCUSDT or BTC/USDT.`)
  }
  return key
}

/** `<exchange>:<symbol>:<timeframe>`; a symbol may hold colons itself, as in `bybit:BTC/USDT:USDT:1h`. */
export function datasetId({ exchange, symbol, timeframe }: SeriesKey): string {
  return `${exchange}:${symbol}:${timeframe}`
}

/** @throws UsageError for a text that has no three parts. */
export function parseDatasetId(id: string): SeriesKey {
  const first = id.indexOf(':')
  const last = id.lastIndexOf(':')
  if (first <= 0 || last <= first + 1) {
    throw new UsageError(`"${id}" is not a dataset id: it reads <exchange>:<symbol>:<timeframe>, e.g. binance:BTCUSDT:1h.`)
  }
  return seriesKey(id.slice(0, first), id.slice(first + 1, last), id.slice(last + 1))
}

/** A symbol without its separators: `BTC/USDT`, `btc-usdt` and `BTCUSDT` mean one thing. */
export function bareSymbol(symbol: string): string {
  return symbol.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}
