import type { StrategyExits } from '../../domain/strategy.ts'
import { mark, type Book } from './book.ts'
import { holdFreely, holdFreelyPerBar } from './holdFreely.ts'
import { holdGuarded } from './holdGuarded.ts'
import type { Market } from './market.ts'
import { leave } from './orders.ts'

/**
 * Holds the open position through the closes of [from, to), and closes it at the close of bar `closesAt`, which is the last of them or -1. Returns
 * the bar of its end, or `to` where it is still open. A long without stops cannot be closed by a price, so its prices are not looked at.
 */
export function hold(book: Book, market: Market, exits: StrategyExits, from: number, to: number, closesAt: number): number {
  if (book.side < 0 || hasLevels(exits)) return holdGuarded(book, market, exits, from, to, closesAt)
  const { close } = market.bars
  const { end, everyBar } = market.periods
  const until = closesAt < 0 ? to : closesAt
  if (everyBar) holdFreelyPerBar(book, close, from, until)
  else holdFreely(book, close, end, from, until)
  if (closesAt >= 0) {
    leave(book, market, (close[closesAt] as number) * (1 - book.side * market.slippage), closesAt)
    mark(book, closesAt, book.cash, end)
  }
  return until
}

function hasLevels({ stopLoss, takeProfit, trailingStop }: StrategyExits): boolean {
  return stopLoss !== undefined || takeProfit !== undefined || trailingStop !== undefined
}
