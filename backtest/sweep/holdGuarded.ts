import type { StrategyExits } from '../../domain/strategy.ts'
import { mark, type Book } from './book.ts'
import type { Market } from './market.ts'
import { leave } from './orders.ts'

/**
 * Marks a position at the closes of [from, to) and watches its stops, its target and, for a short, its liquidation, along the pessimistic
 * path of docs/engine.md, rules 4 to 9 and 15 to 16. What is left of it at bar `closesAt` is closed at that close. Returns the bar of its end,
 * or `to`.
 */
export function holdGuarded(book: Book, market: Market, exits: StrategyExits, from: number, to: number, closesAt: number): number {
  const { open, high, low, close } = market.bars
  const periodEnd = market.periods.end
  const { side, entryPrice, quantity, cash } = book
  const trailing = exits.trailingStop ?? Infinity
  const stop = entryPrice * (1 - side * (exits.stopLoss ?? Infinity))
  const target = entryPrice * (1 + side * (exits.takeProfit ?? Infinity))
  const liquidation = side > 0 ? 0 : cash / (quantity * (1 + market.slippage) * (1 + market.fee))
  let trail = entryPrice * (1 - side * trailing)
  for (let i = from; i < to; i++) {
    const first = open[i] as number
    const last = close[i] as number
    const lowest = smallest(low[i] as number, first, last)
    const highest = largest(high[i] as number, first, last)
    const adverse = side > 0 ? lowest : highest
    const favourable = side > 0 ? highest : lowest
    const level = side > 0 ? Math.max(stop, trail) : Math.min(stop, trail, liquidation)
    if (side * (first - target) < 0 && side * (adverse - level) <= 0) {
      const price = side > 0 ? Math.min(first, level) : Math.max(first, level)
      const liquidated = side < 0 && liquidation < stop && liquidation < trail
      leave(book, market, price * (1 - side * market.slippage), i, liquidated)
    } else if (side * (favourable - target) >= 0) {
      leave(book, market, target, i)
    } else if (i === closesAt) {
      leave(book, market, last * (1 - side * market.slippage), i)
    } else {
      // A bar's own extreme moves the level of the next bar only.
      if (trailing !== Infinity) {
        const moved = favourable * (1 - side * trailing)
        trail = side > 0 ? Math.max(trail, moved) : Math.min(trail, moved)
      }
      mark(book, i, cash + side * quantity * last, periodEnd)
      continue
    }
    mark(book, i, book.cash, periodEnd)
    return i
  }
  return to
}

function smallest(a: number, b: number, c: number): number {
  const lesser = a < b ? a : b
  return lesser < c ? lesser : c
}

function largest(a: number, b: number, c: number): number {
  const greater = a > b ? a : b
  return greater > c ? greater : c
}
