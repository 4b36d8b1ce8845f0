import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACTION, type Costs, type OrderTicket } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { simulate } from '../kernel.ts'
import { newTicket } from '../orderTicket.ts'
import { walkingBars } from './madeUpBars.ts'

/** entry_index, exit_index, entry_price, exit_price, quantity, profit */
type Row = readonly [number, number, number, number, number, number]
type Made = 'vectorbt_long' | 'backtesting_long' | 'backtesting_long_short' | 'backtesting_bracket'

// What two other engines traded on the same bars and signals, with the conventions brought together as docs/engine.md tells.
const theirs = JSON.parse(readFileSync(new URL('../../fixtures/otherEngines.json', import.meta.url), 'utf8')) as Record<Made, Row[]>

const bars = walkingBars(seededRandom(2024), 1500, 0.012)

function average(period: number): Float64Array {
  return bars.close.map((_, i, close) => {
    if (i < period - 1) return NaN
    return close.subarray(i - period + 1, i + 1).reduce((sum, price) => sum + price, 0) / period
  })
}

const fast = average(8)
const slow = average(24)

interface Rules {
  readonly short?: boolean
  /** Distances of stop and target from the close of the signal's bar, which is what the other engine knows. */
  readonly bracket?: { readonly stop: number; readonly target: number }
}

function ours(costs: Costs, { short = false, bracket }: Rules) {
  const decide = (i: number, position: { side: number }, ticket: OrderTicket): number => {
    const [up, down] = [fast[i]! > slow[i]!, fast[i]! < slow[i]!]
    if (position.side !== 0) return (position.side > 0 ? down : up) ? ACTION.exit : ACTION.hold
    const side = up ? 1 : down && short ? -1 : 0
    if (side === 0) return ACTION.hold
    if (bracket === undefined) return side > 0 ? ACTION.enterLong : ACTION.enterShort
    const close = bars.close[i]!
    const [stopLossPrice, takeProfitPrice] = [close * (1 - side * bracket.stop), close * (1 + side * bracket.target)]
    Object.assign(ticket, newTicket(), { stopLossPrice, takeProfitPrice })
    return side > 0 ? ACTION.orderLong : ACTION.orderShort
  }
  const { trades } = simulate(bars, { costs, initialCash: 10_000, sizeFraction: 1 }, {}, 0, decide)
  const columns = [trades.entryIndex, trades.exitIndex, trades.entryPrice, trades.exitPrice, trades.quantity, trades.profit]
  const rows = Array.from({ length: trades.count }, (_, k) => columns.map((column) => column[k]!) as unknown as Row)
  return { rows, sides: trades.side }
}

const near = (a: number, b: number, relative: number): boolean => Math.abs(a / b - 1) < relative

describe('the same signals in other engines', () => {
  it('vectorbt: every trade is the same to the last digits, but for the one that is open at the end', () => {
    const { rows } = ours({ feeBps: 10, slippageBps: 5 }, {})
    const other = theirs.vectorbt_long
    expect(rows).toHaveLength(other.length)
    for (const [k, row] of rows.slice(0, -1).entries()) {
      for (const [i, value] of row.entries()) expect(near(value, other[k]![i]!, 1e-9), `trade ${k}: ${value} ${other[k]![i]}`).toBe(true)
    }
    // Theirs stays open and is valued at the last close; ours is closed there, with slippage.
    const [mine, last] = [rows.at(-1)!, other.at(-1)!]
    expect(mine.slice(0, 3)).toEqual(last.slice(0, 2).concat([expect.closeTo(last[2], 9)]))
    expect(mine[3]).toBeCloseTo(last[3] * (1 - 0.0005), 9)
  })

  it.each([
    ['long', 'backtesting_long', {}],
    ['long and short', 'backtesting_long_short', { short: true }],
    ['both with stop and target', 'backtesting_bracket', { short: true, bracket: { stop: 0.03, target: 0.05 } }],
  ] as [string, Made, Rules][])('backtesting.py, %s: entries and exits in the same bars at the same prices', (_what, name, rules) => {
    const { rows, sides } = ours({ feeBps: 10, slippageBps: 0 }, rules)
    const other = theirs[name]
    expect(rows.map((row) => row.slice(0, 2))).toEqual(other.map((row) => row.slice(0, 2)))
    let gaps = 0
    for (const [k, row] of rows.slice(0, -1).entries()) {
      const [, exit, entryPrice, exitPrice] = other[k]!
      expect(near(row[2], entryPrice, 1e-9)).toBe(true)
      if (near(row[3], exitPrice, 1e-9)) continue
      // Where a bar opens beyond the target, theirs fills at that open, and ours at the target's own price.
      gaps++
      const signal = rows[k]![0] - 1
      expect(near(exitPrice, bars.open[exit]!, 1e-9)).toBe(true)
      expect(near(row[3], bars.close[signal]! * (1 + sides[k]! * 0.05), 1e-9)).toBe(true)
    }
    expect(gaps).toBe(rules.bracket === undefined ? 0 : 3)
  })
})
