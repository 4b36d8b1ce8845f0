import type { Book } from './book.ts'
import type { Market } from './market.ts'

/** Opens a position at `price` before slippage, by rule 12 of docs/engine.md. */
export function enter(book: Book, market: Market, side: number, price: number): void {
  const spend = market.sizeFraction * book.cash
  const fee = spend - spend / (1 + market.fee)
  const value = spend - fee
  book.side = side
  book.entryPrice = price * (1 + side * market.slippage)
  book.quantity = value / book.entryPrice
  book.cash += side > 0 ? -spend : value - fee
  book.feesPaid += fee
  book.trades++
}

/** Closes the position at `price`, which has its slippage in it already. An account that is left with nothing ends at exactly 0. */
export function leave(book: Book, market: Market, price: number, liquidated = false): void {
  const value = book.quantity * price
  const fee = value * market.fee
  book.cash += book.side * value - fee
  if (liquidated || book.cash <= 0) {
    book.cash = 0
    book.ruined = true
  }
  book.feesPaid += fee
  book.side = 0
}
