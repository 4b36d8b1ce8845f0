import type { StrategyExits } from '../../domain/strategy.ts'
import { mark, openBook, seekPeriod, settle } from './book.ts'
import { type Desk, hold } from './hold.ts'
import { nextSet } from './nextSet.ts'
import { enter, leave } from './orders.ts'
import type { Signals } from './signals.ts'

/** Runs one combination to the end of the bars; its figures are then in the book. Nothing is allocated; flat, whole words of bars are skipped. */
export function runCombination(desk: Desk, signals: Signals, exits: StrategyExits, curve: Float64Array | undefined): void {
  const { market, book } = desk
  openBook(book, market.initialCash, curve)
  const length = market.bars.close.length
  // What is ordered on the last bar would fill after the end.
  const end = market.closeFill ? length : length - 1
  const run = market.closeFill ? fromClose : fromNextOpen
  let decision = market.tradeFrom
  while (decision < end && !book.ruined) {
    const long = signals.mayEnterLong ? nextSet(signals.enterLong, decision, end) : end
    const short = signals.mayEnterShort ? nextSet(signals.enterShort, decision, end) : end
    const entry = Math.min(long, short)
    if (entry >= end) break
    decision = run(desk, signals, exits, entry, long <= short ? 1 : -1)
  }
  if (book.side === 0) settle(book, book.cash)
}

/** A position that was decided on at the close of `decision`; returns the next bar at whose close there is something to decide. */
function fromNextOpen(desk: Desk, signals: Signals, exits: StrategyExits, decision: number, side: number): number {
  const { market, book } = desk
  const { open, close } = market.bars
  const first = decision + 1
  const last = close.length - 1
  seekPeriod(book, market.periods, first)
  enter(book, market, side, open[first] as number)
  const fill = exitDecision(signals, exits, side, first, last) + 1
  if (fill > last) return hold(desk, exits, first, last + 1, last)
  const ended = hold(desk, exits, first, fill, -1)
  if (ended < fill) return ended
  leave(book, market, (open[fill] as number) * (1 - side * market.slippage))
  mark(book, fill, book.cash, market.periods)
  return fill
}

/** As `fromNextOpen` where orders fill at the close of their own bar. */
function fromClose(desk: Desk, signals: Signals, exits: StrategyExits, decision: number, side: number): number {
  const { market, book } = desk
  const { close } = market.bars
  const first = decision + 1
  seekPeriod(book, market.periods, decision)
  enter(book, market, side, close[decision] as number)
  mark(book, decision, book.cash + side * book.quantity * (close[decision] as number), market.periods)
  const wish = exitDecision(signals, exits, side, first, close.length)
  const ended = wish < close.length ? hold(desk, exits, first, wish + 1, wish) : hold(desk, exits, first, close.length, -1)
  return ended + 1
}

/** Bar at whose close a position is to be left that is held from `first` on, or `none`. */
function exitDecision(signals: Signals, exits: StrategyExits, side: number, first: number, none: number): number {
  const may = side > 0 ? signals.mayExitLong : signals.mayExitShort
  const wish = may ? nextSet(side > 0 ? signals.exitLong : signals.exitShort, first, none) : none
  return Math.min(wish, first + (exits.maxBarsHeld ?? Infinity) - 1, none)
}
