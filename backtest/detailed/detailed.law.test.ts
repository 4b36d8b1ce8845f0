import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTION, TICKET_FIELDS, type EngineSettings } from '../../domain/order.ts'
import { simulate } from '../kernel.ts'
import { detailedEngineOf, legOf, madeUpLeg } from '../proof/madeUpDetails.ts'
import { firstDifference, replayOf } from '../replay.ts'
import type { Decide, Simulation } from '../simulation.ts'

const caseOf = fc.record({ shape: legOf, engine: detailedEngineOf })

function decided(leg: ReturnType<typeof madeUpLeg>, until = Infinity): Decide {
  return (index, _position, ticket) => {
    for (const field of TICKET_FIELDS) ticket[field] = leg.tickets[index]?.[field] ?? NaN
    return index < until ? leg.wishes[index]! : ACTION.hold
  }
}
const play = (leg: ReturnType<typeof madeUpLeg>, engine: EngineSettings, decide: Decide): Simulation =>
  simulate(leg.bars, engine, leg.exits, leg.tradeFrom, decide, leg.market)

describe('the detailed kernel by its laws', () => {
  it('replaying the orders and their tickets gives the same simulation', () => {
    fc.assert(
      fc.property(caseOf, ({ shape, engine }) => {
        const leg = madeUpLeg(shape)
        const first = play(leg, engine, decided(leg))
        const again = play(leg, engine, replayOf(first))
        expect(again).toEqual(first)
        expect(firstDifference(first, again, leg.bars.time.length)).toBeUndefined()
      }),
      { numRuns: 600 },
    )
  })

  it('what is decided later changes nothing earlier, and later bars do not either', () => {
    fc.assert(
      fc.property(caseOf, ({ shape, engine }) => {
        const leg = madeUpLeg(shape)
        const whole = play(leg, engine, decided(leg))
        const cut = Math.floor(leg.bars.time.length / 2)
        const other = play(leg, engine, decided(leg, cut))
        expect(other.equity.subarray(0, cut)).toEqual(whole.equity.subarray(0, cut))
        // The last bar of a shorter run closes what is open, and the usual step of its bars may differ: funding and borrow of its end too.
        const bars = Object.fromEntries(Object.entries(leg.bars).map(([name, column]) => [name, (column as Float64Array).slice(0, cut)]))
        const shorter = play({ ...leg, bars: bars as unknown as typeof leg.bars }, engine, decided(leg))
        expect(shorter.equity.subarray(0, cut - 1)).toEqual(whole.equity.subarray(0, cut - 1))
      }),
      { numRuns: 600 },
    )
  })

  it('equity is never negative at full isolation, and the profits add up to it', () => {
    fc.assert(
      fc.property(caseOf, ({ shape, engine }) => {
        const leg = madeUpLeg(shape)
        const { equity, trades } = play(leg, engine, decided(leg))
        const profits = trades.profit.subarray(0, trades.count).reduce((sum, profit) => sum + profit, 0)
        const scale = Math.max(engine.initialCash, ...equity)
        expect(Math.abs(equity.at(-1)! - engine.initialCash - profits)).toBeLessThan(1e-9 * scale)
        expect(equity.at(-1)).toBeGreaterThanOrEqual(-1e-9 * scale)
      }),
      { numRuns: 600 },
    )
  })

  it('a ticket’s price is part of what two runs are compared by', () => {
    const columns = (limit: number) => Object.fromEntries(TICKET_FIELDS.map((f) => [f, Float64Array.of(NaN, f === 'limit' ? limit : NaN)]))
    const run = (limit: number) => ({ actions: Uint8Array.of(0, 4), orders: columns(limit) as never })
    expect(firstDifference(run(5), run(5), 2)).toBeUndefined()
    expect(firstDifference(run(5), run(6), 2)).toBe(1)
    expect(firstDifference(run(5), run(6), 1)).toBeUndefined()
    expect(firstDifference(run(5), { actions: Uint8Array.of(0, 4) }, 2)).toBe(1)
  })
})
