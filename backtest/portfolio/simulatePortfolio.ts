import type { Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import type { MarketData } from '../../domain/market.ts'
import type { EngineSettings, OrderColumns } from '../../domain/order.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import { assertRun } from '../assertRun.ts'
import { simulateBooks } from '../detailed/simulateBooks.ts'
import { LONGEST_HALT_MS } from '../longestHalt.ts'
import type { Decide, TradeColumns } from '../simulation.ts'
import { commonClock } from './commonClock.ts'

export interface PortfolioLeg {
  readonly symbol: string
  /** From its listing to its delisting; legs need not begin, end or pause together. */
  readonly bars: Bars
  readonly market?: MarketData | undefined
  readonly exits: StrategyExits
  /** First of its own bars with a decision. */
  readonly tradeFrom: number
  readonly decide: Decide
}

export interface PortfolioLegResult {
  readonly symbol: string
  /** One entry per bar of the leg; the trades' indices count in its bars too. */
  readonly position: Int8Array
  readonly actions: Uint8Array
  readonly orders: OrderColumns | undefined
  readonly trades: TradeColumns
  /** Bar of the leg at which it was liquidated, or -1. */
  readonly stoppedAt: number
}

export interface PortfolioSimulation {
  /** Every stamp at which any leg has a bar. */
  readonly time: Float64Array
  /** Cash and positions at each of them; a leg without a bar then stands at its last close. */
  readonly equity: Float64Array
  readonly legs: readonly PortfolioLegResult[]
  readonly feesPaid: number
  readonly tradedValue: number
  readonly fundingPaid: number
  readonly borrowPaid: number
  readonly ordersDropped: number
  readonly ordersExpired: number
  readonly maxResidual: number
}

export type PortfolioEngine = EngineSettings & { readonly longestHaltMs: number }

/** The settings with the halt that ends a listing where there are several symbols. */
export function portfolioEngine(engine: EngineSettings): PortfolioEngine {
  return { ...engine, longestHaltMs: engine.longestHaltMs ?? LONGEST_HALT_MS }
}

/**
 * Several symbols, one cash balance, one clock. `sizeFraction` is of the whole account's equity at the open; entries of one stamp are carried
 * out in the order of the legs, after all exits, each with what is still free. A leg that ends, or is silent for longer than
 * `longestHaltMs` (a week where not given), is closed at its last price. @throws UsageError, BadDataError
 */
export function simulatePortfolio(legs: readonly PortfolioLeg[], engine: EngineSettings): PortfolioSimulation {
  if (legs.length === 0) throw new UsageError('A portfolio without a symbol: give at least one leg.')
  assertRun(engine, ...legs)
  return simulateLegs(legs, portfolioEngine(engine))
}

/** The same of legs and settings that are known to be in order. */
export function simulateLegs(legs: readonly PortfolioLeg[], engine: PortfolioEngine): PortfolioSimulation {
  const time = commonClock(legs.map(({ bars }) => bars.time))
  const given = legs.map(({ bars, market, exits, tradeFrom, decide }) => ({ bars, market: market ?? {}, exits, tradeFrom, decide }))
  const { account, equity, legs: records } = simulateBooks(given, time, engine)
  const { feesPaid, tradedValue, fundingPaid, borrowPaid, ordersDropped, ordersExpired, maxResidual } = account
  return {
    time,
    equity,
    legs: records.map(({ book, position, actions, orders }, i) => ({
      symbol: (legs[i] as PortfolioLeg).symbol,
      position,
      actions,
      orders,
      trades: book.trades,
      stoppedAt: book.stoppedAt,
    })),
    ...{ feesPaid, tradedValue, fundingPaid, borrowPaid, ordersDropped, ordersExpired, maxResidual },
  }
}
