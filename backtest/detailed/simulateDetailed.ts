import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'
import type { EngineSettings } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import type { Decide, Simulation } from '../simulation.ts'
import { simulateBooks, type LegRecord } from './simulateBooks.ts'

/** An account with one book. */
export function simulateDetailed(
  bars: Bars,
  engine: EngineSettings,
  exits: StrategyExits,
  tradeFrom: number,
  decide: Decide,
  market: MarketData,
): Simulation {
  const { account, equity, legs } = simulateBooks([{ bars, market, exits, tradeFrom, decide }], bars.time, engine)
  const { book, position, actions, orders } = legs[0] as LegRecord
  return {
    equity,
    position,
    actions,
    orders,
    trades: book.trades,
    feesPaid: account.feesPaid,
    tradedValue: account.tradedValue,
    fundingPaid: account.fundingPaid,
    borrowPaid: account.borrowPaid,
    ordersDropped: account.ordersDropped,
    ordersExpired: account.ordersExpired,
    maxResidual: account.maxResidual,
    ruinedAt: book.stoppedAt,
  }
}
