import type { StrategyExits } from '../../domain/strategy.ts'
import { mark, openBook, settle, type Book } from './book.ts'
import { hold } from './hold.ts'
import type { Market } from './market.ts'
import { nextSet } from './nextSet.ts'
import { enter, leave } from './orders.ts'
import type { Signals } from './signals.ts'

/** Runs one combination to the end of the bars; its figures are then in the book. Nothing is allocated; flat, whole words of bars are skipped. */
export function runCombination(book: Book, market: Market, signals: Signals, exits: StrategyExits, curve: Float64Array | undefined): void {
  openBook(book, market.initialCash, curve)
  const length = market.bars.close.length
  // What is ordered on the last bar would fill after the end.
  const end = market.closeFill ? length : length - 1
  let decision = market.tradeFrom
  while (decision < end && !book.ruined) {
    const long = signals.mayEnterLong ? nextSet(signals.enterLong, decision, end) : end
    const short = signals.mayEnterShort ? nextSet(signals.enterShort, decision, end) : end
    const entry = Math.min(long, short)
    if (entry >= end) break
    const side = long <= short ? 1 : -1
    decision = market.closeFill
      ? fromClose(book, market, signals, exits, entry, side)
      : fromNextOpen(book, market, signals, exits, entry, side)
  }
  if (book.side === 0) settle(book, book.cash)
}

/** A position that was decided on at the close of `decision`; returns the next bar at whose close there is something to decide. */
function fromNextOpen(book: Book, market: Market, signals: Signals, exits: StrategyExits, decision: number, side: number): number {
  const { open, close } = market.bars
  const first = decision + 1
  const last = close.length - 1
  settleFlat(book, market, first)
  enter(book, market, side, open[first] as number)
  const wish = exitDecision(signals, exits, side, first, last)
  const fill = wish + 1
  if (fill > last) return hold(book, market, exits, first, last + 1, last)
  const ended = hold(book, market, exits, first, fill, -1)
  if (ended < fill) return ended
  leave(book, market, (open[fill] as number) * (1 - side * market.slippage), fill)
  mark(book, fill, book.cash, market.periods.end)
  return fill
}

/** As `fromNextOpen` where orders fill at the close of their own bar. */
function fromClose(book: Book, market: Market, signals: Signals, exits: StrategyExits, decision: number, side: number): number {
  const { close } = market.bars
  const length = close.length
  settleFlat(book, market, decision)
  enter(book, market, side, close[decision] as number)
  mark(book, decision, book.cash + side * book.quantity * (close[decision] as number), market.periods.end)
  const wish = exitDecision(signals, exits, side, decision + 1, length)
  const ended =
    wish < length ? hold(book, market, exits, decision + 1, wish + 1, wish) : hold(book, market, exits, decision + 1, length, -1)
  return ended + 1
}

/** A period that ended since the last position is settled before this one moves the equity. */
function settleFlat(book: Book, market: Market, first: number): void {
  if (book.flatSince >= 0 && (market.periods.end[book.flatSince] as number) < first) settle(book, book.cash)
}

/** Bar at whose close a position is to be left that is held from `first` on, or `none`. */
function exitDecision(signals: Signals, exits: StrategyExits, side: number, first: number, none: number): number {
  const may = side > 0 ? signals.mayExitLong : signals.mayExitShort
  const wish = may ? nextSet(side > 0 ? signals.exitLong : signals.exitShort, first, none) : none
  return Math.min(wish, first + (exits.maxBarsHeld ?? Infinity) - 1, none)
}
