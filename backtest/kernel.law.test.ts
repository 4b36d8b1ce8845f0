import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTION, DEFAULT_ENGINE, EXIT_REASONS, type EngineSettings } from '../domain/order.ts'
import type { StrategyExits } from '../domain/strategy.ts'
import { simulate } from './kernel.ts'
import { caseOf, madeUp } from './proof/madeUpAccounts.ts'
import { plainSimulate } from './proof/plainSimulator.ts'
import { replayOf } from './replay.ts'
import { tradesOf } from './trades.ts'

const near = (got: number, expected: number, scale = Math.abs(expected)): boolean => Math.abs(got - expected) <= 1e-9 * scale

describe('simulate agrees with a plain simulator', () => {
  it('trade by trade and bar by bar, over thousands of random accounts', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, wishes } = madeUp(one)
        const fast = simulate(bars, one.engine, one.exits, one.tradeFrom, (index) => wishes[index]!)
        const plain = plainSimulate(bars, one.engine, one.exits, one.tradeFrom, wishes)
        const trades = tradesOf(fast, bars)
        expect([...fast.position]).toEqual(plain.sides)
        expect(trades.map((trade) => [trade.entryIndex, trade.exitIndex, trade.barsHeld, trade.exitReason])).toEqual(
          plain.trades.map((trade) => [trade.entryIndex, trade.exitIndex, trade.barsHeld, trade.reason]),
        )
        plain.trades.forEach((trade, i) => {
          seen.add(`${trade.side} ${trade.reason}`)
          expect(near(trades[i]!.entryPrice, trade.entryPrice)).toBe(true)
          expect(near(trades[i]!.exitPrice, trade.exitPrice)).toBe(true)
          expect(near(trades[i]!.profit, trade.profit, one.engine.initialCash)).toBe(true)
        })
        plain.equity.forEach((equity, i) => expect(near(fast.equity[i]!, equity, one.engine.initialCash)).toBe(true))
      }),
      { numRuns: 2000, seed: 20260101 },
    )
    // The comparison is worth something only if every way out was taken on both sides (a long cannot be liquidated).
    const everyWay = EXIT_REASONS.flatMap((reason) => [`1 ${reason}`, `-1 ${reason}`]).filter((way) => way !== '1 liquidation')
    expect([...seen].sort()).toEqual(everyWay.sort())
  })
})

describe('simulate by its laws', () => {
  const run = (one: Parameters<typeof madeUp>[0] & { engine: EngineSettings; exits: StrategyExits; tradeFrom: number }) => {
    const { bars, wishes } = madeUp(one)
    return { bars, wishes, result: simulate(bars, one.engine, one.exits, one.tradeFrom, (index) => wishes[index]!) }
  }

  it('equity is never negative, the books agree, and profits add up to the change of equity', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, result } = run(one)
        const cash = one.engine.initialCash
        expect(Math.min(...result.equity)).toBeGreaterThanOrEqual(0)
        expect(result.maxResidual).toBeLessThan(1e-9)
        const profits = tradesOf(result, bars).reduce((sum, trade) => sum + trade.profit, 0)
        const peak = Math.max(cash, ...result.equity)
        expect(near(result.equity.at(-1)!, cash + profits, peak)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('replaying the heeded orders gives the same simulation', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, result } = run(one)
        const again = simulate(bars, one.engine, one.exits, one.tradeFrom, (index) => result.actions[index]!)
        expect(again).toEqual(result)
        // By somebody who knows where the next order is, and is asked nowhere else while there is nothing to decide about.
        expect(simulate(bars, one.engine, one.exits, one.tradeFrom, replayOf(result))).toEqual(result)
      }),
      { numRuns: 300 },
    )
  })

  it('does nothing before tradeFrom, and nothing on orders it cannot heed', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { result } = run(one)
        for (let i = 0; i <= Math.min(one.tradeFrom, one.bars - 1); i++) {
          expect(result.equity[i]).toBe(one.engine.initialCash)
          expect(result.position[i]).toBe(0)
        }
        result.actions.forEach((action, i) => {
          if (action === ACTION.enterLong) expect(result.position[i + 1]).toBe(1)
          if (action === ACTION.enterShort) expect(result.position[i + 1]).toBe(-1)
          if (action === ACTION.exit) expect(result.position[i + 1]).toBe(0)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('what is decided later changes nothing earlier', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, wishes, result } = run(one)
        const cut = Math.floor(one.bars / 2)
        const other = simulate(bars, one.engine, one.exits, one.tradeFrom, (index) => (index < cut ? wishes[index]! : 0))
        expect(other.equity.subarray(0, cut)).toEqual(result.equity.subarray(0, cut))
      }),
      { numRuns: 300 },
    )
  })

  it('doubling every price, or the cash, changes no return', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, wishes, result } = run(one)
        const twice = (column: Float64Array): Float64Array => column.map((price) => 2 * price)
        const dear = { ...bars, open: twice(bars.open), high: twice(bars.high), low: twice(bars.low), close: twice(bars.close) }
        const decide = (index: number): number => wishes[index]!
        // A factor of two is exact in binary: so must the result be.
        expect(simulate(dear, one.engine, one.exits, one.tradeFrom, decide).equity).toEqual(result.equity)
        const rich = { ...one.engine, initialCash: 2 * one.engine.initialCash }
        expect(simulate(bars, rich, one.exits, one.tradeFrom, decide).equity).toEqual(twice(result.equity))
      }),
      { numRuns: 300 },
    )
  })

  it('without costs, growth is the product of the moves that were held', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const engine = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 1, sizeFraction: 1 }
        const { bars, wishes } = madeUp(one)
        const longOnly = wishes.map((wish) => (wish === ACTION.enterShort ? ACTION.hold : wish))
        const result = simulate(bars, engine, {}, 0, (index) => longOnly[index]!)
        const logs = tradesOf(result, bars).map((trade) => Math.log(trade.exitPrice / trade.entryPrice))
        expect(Math.log(result.equity.at(-1)!)).toBeCloseTo(
          logs.reduce((sum, log) => sum + log, 0),
          9,
        )
        expect(result.feesPaid).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('dearer trading never ends richer when the orders are the same', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, wishes } = madeUp({ ...one, step: 0.01 })
        const end = (feeBps: number): number =>
          simulate(bars, { ...DEFAULT_ENGINE, costs: { feeBps, slippageBps: 0 } }, {}, 0, (index) => wishes[index]!).equity.at(-1)!
        expect(end(20)).toBeLessThanOrEqual(end(10))
        expect(end(10)).toBeLessThanOrEqual(end(0))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves its arguments alone', () => {
    const { bars, wishes } = madeUp({ seed: 3, bars: 60, step: 0.02, activity: 0.5 })
    const before = structuredClone(bars)
    simulate(bars, DEFAULT_ENGINE, { stopLoss: 0.02, trailingStop: 0.03 }, 5, (index) => wishes[index]!)
    expect(bars).toEqual(before)
  })
})
