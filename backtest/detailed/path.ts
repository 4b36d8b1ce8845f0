import { BY_LIQUIDATION, BY_STOP_LOSS, BY_TAKE_PROFIT, BY_TRAILING_STOP } from '../codes.ts'
import { equityWithout, type Account, type Book } from './book.ts'
import { AT_LIMIT, AT_OPEN, AT_STOP, isAtMarket, NOT_FILLED, workEntry } from './entryOrder.ts'
import { leave, leaveAtMarket } from './exit.ts'
import { onTick, roundDown } from './price.ts'
import type { Terms } from './terms.ts'

function trailingLevel(book: Book, terms: Terms): number {
  return onTick(book.best * (1 - book.side * book.exits.trailingStop), terms.priceTick, book.side < 0)
}

/**
 * Price at which the position has to go. Isolated: its margin, marked at that price, is down to the maintenance fraction of its value.
 * Else only a short: closing it leaves nothing of the account.
 */
function liquidationLevel(account: Account, book: Book, terms: Terms): number {
  const { side, quantity, entryPrice } = book
  if (terms.isolated) return (entryPrice - (side * (book.margin - book.openCarry)) / quantity) / (1 - side * terms.maintenance)
  if (side > 0) return 0
  return equityWithout(account, book) / (quantity * (1 + terms.slip) * (1 + terms.taker))
}

function liquidate(account: Account, book: Book, terms: Terms, price: number, barsHeld: number): void {
  const paid = price * (1 - book.side * terms.slip)
  leave(account, book, terms, book.quantity, paid, terms.taker + terms.liquidationFee, barsHeld, BY_LIQUIDATION)
}

/** The target waits as a limit order: its own price, the maker's fee. True where nothing is left. */
function reachTarget(account: Account, book: Book, terms: Terms, barsHeld: number): boolean {
  const quantity = book.room < book.quantity ? roundDown(book.room, terms.quantityStep) : book.quantity
  if (!(quantity > 0)) return false
  book.room -= quantity
  leave(account, book, terms, quantity, book.target, terms.maker, barsHeld, BY_TAKE_PROFIT)
  return book.side === 0
}

/**
 * The exits in one stretch of the path that begins at `start`: gaps first, then stops, then the target. `worst` and `best` are its extremes
 * as far as the position can have met them; `mark` is the mark price's worst, or NaN, and then trade prices liquidate.
 */
function exitWithin(account: Account, book: Book, terms: Terms, start: number, worst: number, best: number, mark: number): void {
  const { side } = book
  const barsHeld = book.t - book.entryIndex + 1
  const trail = trailingLevel(book, terms)
  // On its way out at the market, a position has no other exits left but the exchange's own.
  const stop = book.leaving ? -side * Infinity : side * (trail - book.stop) > 0 ? trail : book.stop
  const target = book.leaving ? side * Infinity : book.target
  const liquidation = liquidationLevel(account, book, terms)
  const opensAtTarget = side * (start - target) >= 0
  const stopped = side * (worst - stop) <= 0
  const liquidated = side * ((Number.isNaN(mark) ? worst : mark) - liquidation) <= 0
  if (!opensAtTarget && liquidated && !(stopped && side * (stop - liquidation) >= 0)) {
    liquidate(account, book, terms, side > 0 ? Math.min(start, liquidation) : Math.max(start, liquidation), barsHeld)
  } else if (!opensAtTarget && stopped) {
    const price = side > 0 ? Math.min(start, stop) : Math.max(start, stop)
    leaveAtMarket(account, book, terms, price, barsHeld, stop === book.stop ? BY_STOP_LOSS : BY_TRAILING_STOP)
  } else if (side * (best - target) < 0 || !reachTarget(account, book, terms, barsHeld)) {
    // Only now: whether a stretch's own extreme came before its other one is unknown.
    book.best = side > 0 ? Math.max(book.best, best) : Math.min(book.best, best)
  }
}

/** The mark price's worst of the bar for a position that was there at its open; else NaN: whether it came before the entry is unknown. */
function worstMark({ side, t, insideOf, markLow, markHigh }: Book): number {
  if (insideOf === t) return NaN
  return side > 0 ? markLow : markHigh
}

/** What a position meets that was opened in the middle of this stretch, at `start`. */
function liveFrom(
  account: Account,
  book: Book,
  terms: Terms,
  filled: number,
  start: number,
  high: number,
  low: number,
  close: number,
): void {
  const worst = book.side > 0 ? low : high
  if (filled === AT_LIMIT) {
    const best = book.side > 0 ? Math.max(start, close) : Math.min(start, close)
    exitWithin(account, book, terms, start, worst, best, NaN)
  } else exitWithin(account, book, terms, start, worst, book.side > 0 ? high : low, NaN)
}

/** One stretch of the path, a bar or a finer one: entries that wait, then exits. Its high and low are widened to contain open and close. */
export function liveThrough(
  account: Account,
  book: Book,
  terms: Terms,
  open: number,
  forgetfulHigh: number,
  forgetfulLow: number,
  close: number,
): void {
  const high = Math.max(forgetfulHigh, open, close)
  const low = Math.min(forgetfulLow, open, close)
  const held = book.side !== 0
  book.last = open
  const awaited = Number.isNaN(book.trigger) ? book.limit : book.trigger
  const filled = book.want === 0 || isAtMarket(book) ? NOT_FILLED : workEntry(account, book, terms, open, high, low)
  if (book.side === 0) return
  if (!held) book.insideOf = book.t
  if (held || filled === AT_OPEN) {
    const up = book.side > 0
    // What a limit added on the way down was not there for a high that may have come before.
    const known = filled === AT_LIMIT ? close : up ? high : low
    const best = up ? Math.max(open, known) : Math.min(open, known)
    exitWithin(account, book, terms, open, up ? low : high, best, worstMark(book))
  } else if (filled === AT_LIMIT || filled === AT_STOP) liveFrom(account, book, terms, filled, awaited, high, low, close)
}

/** At the end of a listing or of the data everything goes at the last price, whatever the bar's volume. */
export function closeAtEnd(account: Account, book: Book, terms: Terms, price: number, reason: number): void {
  const paid = price * (1 - book.side * terms.slip)
  leave(account, book, terms, book.quantity, paid, terms.taker, book.t - book.entryIndex + 1, reason)
}
