import type { MarketData } from '../../domain/market.ts'
import { ACTION, type EngineSettings, type OrderTicket } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import { simulate } from '../kernel.ts'
import { tradesOf } from '../trades.ts'
import { barsOf } from './madeUpBars.ts'

export type Row = readonly [number, number, number, number]
export const FLAT: Row = [100, 100, 100, 100]
/** No costs at all. */
export const FREE: EngineSettings = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 1000, sizeFraction: 1 }
export const HOUR = 3_600_000
/** Of the first bar. */
export const START = Date.UTC(2024, 0, 1)

interface Run {
  exits?: StrategyExits
  market?: MarketData
  /** Of every bar, or bar by bar. */
  volume?: number | readonly number[]
  /** Milliseconds that all bars from the third on are late. */
  pause?: number
}

/** Orders by bar, an ACTION or a ticket for a long (a short where `short` is said). */
export type Order = number | (Partial<OrderTicket> & { short?: true })

/** The orders at the closes of these hourly bars, by the kernel. */
export function run(
  rows: readonly Row[],
  orders: Record<number, Order>,
  engine: EngineSettings,
  { exits = {}, market = {}, volume = 1000, pause = 0 }: Run = {},
) {
  const made = barsOf(rows)
  const time = made.time.map((stamp, i) => (i < 2 ? stamp : stamp + pause))
  const bars = { ...made, time, volume: Float64Array.from(rows, (_, i) => (typeof volume === 'number' ? volume : (volume[i] as number))) }
  const decide = (index: number, _view: unknown, ticket: OrderTicket): number => {
    const order = orders[index] ?? ACTION.hold
    if (typeof order === 'number') return order
    const { short, ...fields } = order
    Object.assign(ticket, { limit: NaN, stop: NaN, stopLossPrice: NaN, takeProfitPrice: NaN, size: NaN, bars: NaN }, fields)
    return short === true ? ACTION.orderShort : ACTION.orderLong
  }
  const result = simulate(bars, engine, exits, 0, decide, market)
  return { result, trades: tradesOf(result, bars) }
}
