import type { OrderTicket } from '../../domain/order.ts'
import type { Account, Book } from './book.ts'
import { fillEntry } from './entry.ts'
import { onTick } from './price.ts'
import type { Terms } from './terms.ts'

/** Takes the place of an entry order that is still working. Without a ticket it is an order at the market, which lives until it is filled. */
export function placeEntry(book: Book, terms: Terms, side: number, ticket: OrderTicket | undefined): void {
  book.want = side
  book.limit = ticket === undefined ? NaN : onTick(ticket.limit, terms.priceTick, side < 0)
  book.trigger = ticket === undefined ? NaN : onTick(ticket.stop, terms.priceTick, side > 0)
  book.size = ticket === undefined ? NaN : ticket.size
  book.orderedStop = ticket === undefined ? NaN : ticket.stopLossPrice
  book.orderedTarget = ticket === undefined ? NaN : ticket.takeProfitPrice
  book.budget = NaN
  book.resting = false
  const atMarket = Number.isNaN(book.limit) && Number.isNaN(book.trigger)
  const bars = ticket === undefined || !(ticket.bars >= 1) ? 1 : ticket.bars
  book.until = atMarket ? Infinity : book.t + bars
}

/** An order whose last bar is over. */
export function expireEntry(account: Account, book: Book): void {
  if (book.want === 0 || book.t < book.until) return
  book.want = 0
  if (book.side === 0) account.ordersExpired++
}

export function isAtMarket(book: Book): boolean {
  return Number.isNaN(book.limit) && Number.isNaN(book.trigger)
}

/** Whether the working order can be filled at `price`: any stop of it is reached there, and no limit in the way. */
export function isMetAt({ want, limit, trigger }: Book, price: number): boolean {
  return !(want * (price - trigger) < 0) && !(want * (price - limit) > 0)
}

/** The order's stop is reached, at `price`: it becomes a market order, or from now on a limit order. */
function triggered(account: Account, book: Book, terms: Terms, price: number): boolean {
  book.trigger = NaN
  if (Number.isNaN(book.limit)) {
    book.until = Infinity
    return fillEntry(account, book, terms, price, true, NaN)
  }
  const isMarketable = book.want * (price - book.limit) <= 0
  book.resting = true
  return isMarketable && fillEntry(account, book, terms, price, true, book.limit)
}

/** Where in a stretch of the path an entry was filled: what comes after it, a position can meet. */
export const NOT_FILLED = 0
export const AT_OPEN = 1
/** On the way against the position: its favourable extreme may lie before the entry. */
export const AT_LIMIT = 2
/** On the way with the position. */
export const AT_STOP = 3

/**
 * A limit or stop entry in one stretch of the path. A stop fills as a market order, where the stretch opens beyond it at that open. A
 * limit that is marketable when it arrives is a market order with a worst price; one that waits is filled at its own price, even where
 * the stretch opens beyond it.
 */
export function workEntry(account: Account, book: Book, terms: Terms, open: number, high: number, low: number): number {
  const side = book.want
  if (!Number.isNaN(book.trigger)) {
    const { trigger } = book
    const opensBeyond = side * (open - trigger) >= 0
    if (!opensBeyond && side * ((side > 0 ? high : low) - trigger) < 0) return NOT_FILLED
    if (!triggered(account, book, terms, opensBeyond ? open : trigger)) return NOT_FILLED
    return opensBeyond ? AT_OPEN : AT_STOP
  }
  const arrives = !book.resting
  book.resting = true
  const opensBeyond = side * (open - book.limit) <= 0
  if (arrives && opensBeyond) return fillEntry(account, book, terms, open, true, book.limit) ? AT_OPEN : NOT_FILLED
  if (side * ((side > 0 ? low : high) - book.limit) > 0) return NOT_FILLED
  if (!fillEntry(account, book, terms, book.limit, false, NaN)) return NOT_FILLED
  return opensBeyond ? AT_OPEN : AT_LIMIT
}
