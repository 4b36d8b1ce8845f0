import type { Timeframe } from '../../domain/timeframe.ts'
import type { BarRow } from './rows.ts'

/** One market of an exchange. */
export interface Market {
  /** The exchange client's own name for it, e.g. BTC/USDT or BTC/USDT:USDT. */
  readonly symbol: string
  /** Its name in the lake, e.g. BTCUSDT or BTCUSDT-PERP. */
  readonly lakeSymbol: string
}

/** Where bars come from, page by page; every call is one or a few requests, sent again where that may help. */
export interface BarSource {
  /** Lower case, e.g. binance. */
  readonly id: string
  /** As people write it, e.g. Binance. */
  readonly name: string
  /** The exchange's clock, ms UTC. */
  now(): Promise<number>
  /** Bars a page holds at most. */
  pageBars(market: Market): number
  hasTimeframe(timeframe: Timeframe): boolean
  /** Bars from `since` on, ascending, at most a page; maybe none although there are later ones, maybe an unfinished one. */
  page(market: Market, timeframe: Timeframe, since: number): Promise<BarRow[]>
}
