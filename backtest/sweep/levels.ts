import type { Bars } from '../../domain/bars.ts'
import type { StrategyExits } from '../../domain/strategy.ts'
import type { Book } from './book.ts'
import { firstTouch } from './firstTouch.ts'
import type { Market } from './market.ts'
import { leave } from './orders.ts'

/** Prices at which a position is closed inside a bar, by docs/engine.md. One object, reused. */
export interface Levels {
  stop: number
  target: number
  /** Of a short, rule 15; 0 for a long, which cannot be ruined. */
  liquidation: number
  /** Fraction; Infinity where there is none. */
  trailing: number
  /** Where the trailing stop is. */
  trail: number
}

export function newLevels(): Levels {
  return { stop: NaN, target: NaN, liquidation: NaN, trailing: NaN, trail: NaN }
}

/** The levels of a position that was just opened; an exit that is not declared is infinitely far away. */
export function setLevels(levels: Levels, book: Book, market: Market, exits: StrategyExits): void {
  const { side, entryPrice } = book
  levels.trailing = exits.trailingStop ?? Infinity
  levels.stop = entryPrice * (1 - side * (exits.stopLoss ?? Infinity))
  levels.trail = entryPrice * (1 - side * levels.trailing)
  levels.target = entryPrice * (1 + side * (exits.takeProfit ?? Infinity))
  levels.liquidation = side > 0 ? 0 : book.cash / (book.quantity * (1 + market.slippage) * (1 + market.fee))
}

/** First bar of [from, to) inside which a level is reached, or `to`. Such a bar always closes the position. Moves the trailing stop. */
export function firstReached(levels: Levels, side: number, bars: Bars, from: number, to: number): number {
  const { trailing } = levels
  if (trailing === Infinity) return firstTouch(bars, lowerLevel(levels, side), upperLevel(levels, side), from, to)
  for (let i = from; i < to; i++) {
    if (firstTouch(bars, lowerLevel(levels, side), upperLevel(levels, side), i, i + 1) === i) return i
    // Only now: a bar's own extreme moves the level of the next bar.
    const moved = favourable(bars, side, i) * (1 - side * trailing)
    levels.trail = side > 0 ? Math.max(levels.trail, moved) : Math.min(levels.trail, moved)
  }
  return to
}

/** Closes the position inside a bar that reaches a level: the open decides gaps, then the stop comes before the target. */
export function leaveInside(levels: Levels, book: Book, market: Market, bar: number): void {
  const { side } = book
  const { stop, target, liquidation, trail } = levels
  const open = market.bars.open[bar] as number
  const level = nearestStop(levels, side)
  if (side * (open - target) < 0 && side * (adverse(market.bars, side, bar) - level) <= 0) {
    const price = side > 0 ? Math.min(open, level) : Math.max(open, level)
    leave(book, market, price * (1 - side * market.slippage), side < 0 && liquidation < stop && liquidation < trail)
  } else {
    leave(book, market, target)
  }
}

/** Never below 0, where no price is. */
function lowerLevel(levels: Levels, side: number): number {
  return Math.max(0, side > 0 ? nearestStop(levels, side) : levels.target)
}

function upperLevel(levels: Levels, side: number): number {
  return side > 0 ? levels.target : nearestStop(levels, side)
}

function nearestStop({ stop, liquidation, trail }: Levels, side: number): number {
  return side > 0 ? Math.max(stop, trail) : Math.min(stop, trail, liquidation)
}

function favourable({ open, high, low, close }: Bars, side: number, bar: number): number {
  const first = open[bar] as number
  const last = close[bar] as number
  return side > 0 ? Math.max(high[bar] as number, first, last) : Math.min(low[bar] as number, first, last)
}

function adverse(bars: Bars, side: number, bar: number): number {
  return favourable(bars, -side, bar)
}
