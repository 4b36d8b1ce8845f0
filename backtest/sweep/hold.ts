import type { StrategyExits } from '../../domain/strategy.ts'
import { mark, type Book } from './book.ts'
import { firstReached, leaveInside, type Levels, setLevels } from './levels.ts'
import { markHeld } from './markHeld.ts'
import type { Market } from './market.ts'
import { leave } from './orders.ts'
import { checkPrices, type PriceCheck } from './priceCheck.ts'

/** What one run through the bars needs, reused from one combination to the next. */
export interface Desk {
  readonly market: Market
  readonly book: Book
  readonly levels: Levels
  readonly prices: PriceCheck
}

/**
 * Holds the open position through the closes of [from, to), and closes it at the close of bar `closesAt`, which is the last of them or -1. Returns
 * the bar of its end, or `to` where it is still open. A long without stops cannot be closed by a price, so its prices are not looked at.
 */
export function hold({ market, book, levels, prices }: Desk, exits: StrategyExits, from: number, to: number, closesAt: number): number {
  const { bars, periods } = market
  let ended = to
  if (book.side < 0 || hasLevels(exits)) {
    setLevels(levels, book, market, exits)
    checkPrices(prices, from)
    ended = firstReached(levels, book.side, bars, from, to)
    // What lies strictly between two prices is a price.
    prices.next = Math.max(prices.next, ended)
  }
  const reached = ended < to
  if (!reached && closesAt >= 0) ended = closesAt
  markHeld(book, bars.close, periods, from, ended)
  if (ended === to) return to
  if (reached) leaveInside(levels, book, market, ended)
  else leave(book, market, (bars.close[ended] as number) * (1 - book.side * market.slippage))
  mark(book, ended, book.cash, periods)
  return ended
}

function hasLevels({ stopLoss, takeProfit, trailingStop }: StrategyExits): boolean {
  return stopLoss !== undefined || takeProfit !== undefined || trailingStop !== undefined
}
