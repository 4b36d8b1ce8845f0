import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EXIT_REASONS, TICKET_FIELDS, type EngineSettings } from '../../domain/order.ts'
import { commonClock } from '../portfolio/commonClock.ts'
import { detailedEngineOf, legOf, madeUpLeg, type LegShape } from '../proof/madeUpDetails.ts'
import { plainAccount } from '../proof/plainAccount.ts'
import type { PlainLeg } from '../proof/plainPosition.ts'
import type { Decide, TradeColumns } from '../simulation.ts'
import { simulateBooks, type BooksResult, type Leg } from './simulateBooks.ts'

function decideBy({ wishes, tickets }: PlainLeg): Decide {
  return (index, _position, ticket) => {
    for (const field of TICKET_FIELDS) ticket[field] = tickets[index]?.[field] ?? NaN
    return wishes[index]!
  }
}
const legFor = (leg: PlainLeg): Leg => ({ ...leg, decide: decideBy(leg) })

function run(
  shapes: readonly LegShape[],
  engine: EngineSettings,
): { fast: BooksResult; plain: ReturnType<typeof plainAccount>; legs: PlainLeg[] } {
  const legs = shapes.map(madeUpLeg)
  const clock = commonClock(legs.map(({ bars }) => bars.time))
  return { fast: simulateBooks(legs.map(legFor), clock, engine), plain: plainAccount(legs, engine), legs }
}

function tradeRows(trades: TradeColumns): { whole: number[][]; parts: number[][] } {
  const rows = Array.from({ length: trades.count }, (_, i) => i)
  const pick = (names: readonly (keyof Omit<TradeColumns, 'count'>)[]): number[][] => rows.map((i) => names.map((name) => trades[name][i]!))
  return {
    whole: pick(['side', 'entryIndex', 'exitIndex', 'barsHeld', 'reason']),
    parts: pick(['quantity', 'entryPrice', 'exitPrice', 'fees', 'profit']),
  }
}

const seen = new Map<string, number>()
const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1)

function compare(shapes: readonly LegShape[], engine: EngineSettings): void {
  const { fast, plain } = run(shapes, engine)
  const scale = Math.max(engine.initialCash, ...plain.equity)
  const near = (got: number, expected: number, size = scale): void => {
    if (!(Math.abs(got - expected) <= 1e-9 * size)) expect(got).toBe(expected)
  }
  plain.legs.forEach(({ trades, sides }, k) => {
    const leg = fast.legs[k]!
    const { whole, parts } = tradeRows(leg.book.trades)
    expect(whole).toEqual(trades.map((t) => [t.side, t.entryIndex, t.exitIndex, t.barsHeld, EXIT_REASONS.indexOf(t.reason)]))
    expect([...leg.position]).toEqual(sides)
    trades.forEach((t, i) => {
      count(`${t.side} ${t.reason}`)
      const [quantity, entryPrice, exitPrice, fees, profit] = parts[i] as [number, number, number, number, number]
      near(quantity, t.quantity, t.quantity)
      near(entryPrice, t.entryPrice, t.entryPrice)
      near(exitPrice, t.exitPrice, t.exitPrice)
      near(fees, t.fees)
      near(profit, t.profit)
    })
  })
  plain.equity.forEach((equity, i) => near(fast.equity[i]!, equity))
  near(fast.account.fundingPaid, plain.funding)
  near(fast.account.borrowPaid, plain.borrow)
  expect([fast.account.ordersDropped, fast.account.ordersExpired]).toEqual([plain.dropped, plain.expired])
  expect(fast.account.maxResidual).toBeLessThan(1e-9)
  for (const [what, amount] of Object.entries({
    dropped: plain.dropped,
    expired: plain.expired,
    funding: plain.funding,
    borrow: plain.borrow,
  })) {
    if (amount !== 0) count(what)
  }
}

describe('the detailed kernel agrees with an account written for the eye', () => {
  it('one symbol, thousands of random markets, settings and orders', () => {
    fc.assert(
      fc.property(legOf, detailedEngineOf, (shape, engine) => compare([shape], engine)),
      { numRuns: 4000 },
    )
  })

  it('up to four symbols with one balance, listed late, delisted early, with pauses', () => {
    fc.assert(
      fc.property(fc.array(legOf, { minLength: 2, maxLength: 4 }), detailedEngineOf, (shapes, engine) => compare(shapes, engine)),
      { numRuns: 1000 },
    )
  })

  it('and every way out, on both sides, was among them', () => {
    const ways = EXIT_REASONS.flatMap((reason) => [`1 ${reason}`, `-1 ${reason}`])
    for (const what of [...ways, 'dropped', 'expired', 'funding', 'borrow'])
      expect([what, (seen.get(what) ?? 0) > 20]).toEqual([what, true])
  })
})
