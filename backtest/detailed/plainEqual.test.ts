import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTION, DEFAULT_ENGINE } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { simulate } from '../kernel.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import { caseOf, madeUp } from '../proof/madeUpAccounts.ts'
import { simulateDetailed } from './simulateDetailed.ts'

const near = (got: number, expected: number, scale: number): boolean => Math.abs(got - expected) <= 1e-9 * scale

describe('the detailed kernel, asked for nothing in detail', () => {
  it('gives what the plain one gives', () => {
    fc.assert(
      fc.property(caseOf, (one) => {
        const { bars, wishes } = madeUp(one)
        const decide = (index: number): number => wishes[index]!
        const plain = simulate(bars, one.engine, one.exits, one.tradeFrom, decide)
        const detailed = simulateDetailed(bars, one.engine, one.exits, one.tradeFrom, decide, {})
        expect(detailed.actions).toEqual(plain.actions)
        expect(detailed.position).toEqual(plain.position)
        expect(detailed.ruinedAt).toBe(plain.ruinedAt)
        expect(detailed.trades.count).toBe(plain.trades.count)
        for (const name of ['reason', 'entryIndex', 'exitIndex', 'barsHeld', 'side'] as const) {
          expect(detailed.trades[name].subarray(0, plain.trades.count)).toEqual(plain.trades[name].subarray(0, plain.trades.count))
        }
        const cash = one.engine.initialCash
        plain.equity.forEach((equity, i) => expect(near(detailed.equity[i]!, equity, Math.max(cash, equity))).toBe(true))
        expect(near(detailed.feesPaid, plain.feesPaid, cash)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  it('takes a run over where the first ticket is given, as if it had run from the start', () => {
    const bars = walkingBars(seededRandom(8), 400, 0.02)
    const wishes = Uint8Array.from(bars.close, (_, i) =>
      i % 11 === 0 ? (i > 200 ? ACTION.orderLong : ACTION.enterShort) : i % 7 === 0 ? ACTION.exit : 0,
    )
    const decide = (index: number, _view: unknown, ticket: { size: number }): number => {
      ticket.size = 0.5
      return wishes[index]!
    }
    const exits = { stopLoss: 0.03 }
    const result = simulate(bars, DEFAULT_ENGINE, exits, 0, decide)
    expect(result).toEqual(simulateDetailed(bars, DEFAULT_ENGINE, exits, 0, decide, {}))
    expect(result.orders?.size.filter((size) => size === 0.5).length).toBeGreaterThan(5)
  })
})
