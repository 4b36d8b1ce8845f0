import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceBars, type Bars } from '../../domain/bars.ts'
import { BadDataError } from '../../domain/errors.ts'
import type { EngineSettings } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { drawdowns, maxDrawdown } from '../../metrics/drawdown.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { summarize } from '../../metrics/summary.ts'
import { accountHistory } from '../account.ts'
import { simulate } from '../kernel.ts'
import { walkingBars } from '../proof/madeUpBars.ts'
import type { Combination, Condition, Rule, SweepColumns } from './combination.ts'
import { plainCloseFill } from './proof/plainCloseFill.ts'
import { wishOf } from './proof/plainRules.ts'
import { sweep } from './sweep.ts'

const NAMES = ['a', 'b', 'c', 'd']

/** Small whole numbers, so that columns are often equal, with stretches without a value. */
function columnsOf(seed: number, length: number): SweepColumns {
  const random = seededRandom(`columns:${seed}`)
  return Object.fromEntries(
    NAMES.map((name) => {
      let value = 0
      return [
        name,
        Float64Array.from({ length }, () => {
          value = Math.max(-3, Math.min(3, value + Math.floor(3 * random()) - 1))
          return random() < 0.05 ? NaN : value
        }),
      ]
    }),
  )
}

const conditionOf: fc.Arbitrary<Condition> = fc.record({
  left: fc.constantFrom(...NAMES),
  is: fc.constantFrom('above', 'below', 'crosses_above', 'crosses_below'),
  right: fc.oneof(fc.constantFrom<string | number>(...NAMES), fc.integer({ min: -2, max: 2 })),
})
const ruleOf: fc.Arbitrary<Rule | undefined> = fc.oneof(
  { weight: 4, arbitrary: conditionOf },
  { weight: 2, arbitrary: fc.array(conditionOf, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)
const fraction = (max: number) => fc.option(fc.double({ min: 0.001, max, noNaN: true }), { nil: undefined })
const exitsOf = fc.record({
  stopLoss: fraction(0.2),
  takeProfit: fraction(0.3),
  trailingStop: fraction(0.2),
  maxBarsHeld: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
})
const combinationOf: fc.Arbitrary<Combination> = fc.record({
  enterLong: ruleOf,
  exitLong: ruleOf,
  enterShort: ruleOf,
  exitShort: ruleOf,
  exits: fc.option(exitsOf, { nil: undefined }),
})
const caseOf = fc.record({
  seed: fc.integer(),
  bars: fc.integer({ min: 1, max: 150 }),
  step: fc.constantFrom(0.002, 0.02, 0.25),
  tradeFrom: fc.integer({ min: 0, max: 40 }),
  engine: fc.record({
    costs: fc.record({ feeBps: fc.constantFrom(0, 10, 75), slippageBps: fc.constantFrom(0, 5, 40) }),
    initialCash: fc.constantFrom(1, 10_000),
    sizeFraction: fc.constantFrom(1, 0.5),
  }),
  combinations: fc.array(combinationOf, { minLength: 1, maxLength: 3 }),
})

/** Hourly bars of which some are missing, so that days differ in length and some have no bar. */
function gappedBars(seed: number, count: number, step: number): Bars {
  const bars = walkingBars(seededRandom(seed), count, step)
  const random = seededRandom(`gaps:${seed}`)
  let time = Date.UTC(2024, 0, 1)
  return { ...bars, time: bars.time.map(() => (time += 3_600_000 * (random() < 0.03 ? 1 + Math.floor(60 * random()) : 1))) }
}

const near = (got: number, expected: number): boolean => Math.abs(got - expected) <= 1e-9 * Math.max(1, Math.abs(expected))

/** Where returns vary by no more than the rounding of the equity, a ratio is noise: it need only be absurd, or not there, on both sides. */
function expectRatio(got: number, expected: number | null | undefined): void {
  if (expected === null || expected === undefined) expect(got).toBeNaN()
  else if (Math.abs(expected) > 1e4) expect(Math.abs(got) < 1e3).toBe(false)
  else if (Math.abs(got - expected) > 1e-7 * Math.max(1, Math.abs(expected))) expect(got).toBe(expected)
}

function expectEqual(curve: Float64Array, equity: readonly number[]): void {
  equity.forEach((value, t) => {
    if (!near(curve[t]!, value)) expect.fail(`equity at ${t}: ${curve[t]} instead of ${value}`)
  })
}

describe('sweep agrees with the engine', () => {
  it('figure by figure and close by close, over thousands of random rules', () => {
    let traded = 0
    let shorted = 0
    fc.assert(
      fc.property(caseOf, ({ seed, bars: count, step, tradeFrom, engine, combinations }) => {
        const bars = gappedBars(seed, count, step)
        const columns = columnsOf(seed, count)
        const result = sweep(bars, columns, combinations, { engine, tradeFrom, equity: true })
        combinations.forEach((combination, k) => {
          const simulation = simulate(bars, engine, combination.exits ?? {}, tradeFrom, (t, { side }) =>
            wishOf(combination, columns, t, side),
          )
          const metrics = summarize(accountHistory(simulation, bars, tradeFrom, '1h', engine.initialCash))
          traded += simulation.trades.count
          shorted += simulation.position.includes(-1) ? 1 : 0
          expectEqual(result.equity![k]!, [...simulation.equity])
          expect(result.trades[k]).toBe(simulation.trades.count)
          expect(near(result.totalReturn[k]!, metrics.total_return)).toBe(true)
          expect(near(result.maxDrawdown[k]!, metrics.max_drawdown)).toBe(true)
          expect(near(result.feesPaid[k]! / engine.initialCash, simulation.feesPaid / engine.initialCash)).toBe(true)
          expectRatio(result.sharpeRatio[k]!, metrics.sharpe_ratio)
        })
      }),
      { numRuns: 1500 },
    )
    expect(traded).toBeGreaterThan(5000)
    expect(shorted).toBeGreaterThan(500)
  })

  it('per bar, the Sharpe ratio is that of the equity at the closes', () => {
    fc.assert(
      fc.property(caseOf, ({ seed, bars: count, step, tradeFrom, engine, combinations }) => {
        const bars = gappedBars(seed, count, step)
        const result = sweep(bars, columnsOf(seed, count), combinations, { engine, tradeFrom, equity: true, perBar: '1h' })
        combinations.forEach((_, k) => {
          const curve = result.equity![k]!.subarray(tradeFrom)
          const returns = curve.map((equity, t) => {
            const before = t === 0 ? engine.initialCash : curve[t - 1]!
            return before === 0 ? 0 : equity / before - 1
          })
          expectRatio(result.sharpeRatio[k]!, sharpeRatio(returns, 8760))
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('closeFill agrees with a plain loop', () => {
  it('close by close', () => {
    fc.assert(
      fc.property(caseOf, ({ seed, bars: count, step, tradeFrom, engine, combinations }) => {
        const bars = gappedBars(seed, count, step)
        const columns = columnsOf(seed, count)
        const longs = combinations.map(({ enterLong, exitLong, exits }) => ({ enterLong, exitLong, exits }))
        const result = sweep(bars, columns, longs, { engine, tradeFrom, equity: true, closeFill: true })
        longs.forEach((combination, k) => {
          const plain = plainCloseFill(bars, columns, combination, engine as EngineSettings, tradeFrom)
          expectEqual(result.equity![k]!, plain.equity)
          expect(result.trades[k]).toBe(plain.trades)
          const fallen = maxDrawdown(drawdowns(Float64Array.from(plain.equity), engine.initialCash))
          expect(near(result.maxDrawdown[k]!, fallen)).toBe(true)
        })
      }),
      { numRuns: 500 },
    )
  })
})

describe('sweep by its laws', () => {
  it('a combination does not depend on its neighbours, nor on whether equity is asked for', () => {
    fc.assert(
      fc.property(caseOf, ({ seed, bars: count, step, tradeFrom, engine, combinations }) => {
        const bars = gappedBars(seed, count, step)
        const columns = columnsOf(seed, count)
        const all = sweep(bars, columns, combinations, { engine, tradeFrom })
        combinations.forEach((combination, k) => {
          const one = sweep(bars, columns, [combination], { engine, tradeFrom, equity: true })
          for (const name of ['totalReturn', 'sharpeRatio', 'maxDrawdown', 'trades', 'feesPaid'] as const)
            expect(one[name][0]).toBe(all[name][k])
        })
      }),
      { numRuns: 200 },
    )
  })

  it('one price that is none is refused wherever it lies, whatever is held there', () => {
    const spoilt = fc.record({
      column: fc.constantFrom('open', 'high', 'low', 'close'),
      place: fc.nat(149),
      price: fc.constantFrom(0, -1, NaN, Infinity, -Infinity),
    })
    fc.assert(
      fc.property(caseOf, spoilt, fc.boolean(), ({ seed, bars: count, step, tradeFrom, engine, combinations }, bad, closeFill) => {
        const bars = gappedBars(seed, count, step)
        const column = bars[bad.column as 'open'].slice()
        column[bad.place % count] = bad.price
        const run = (prices: Bars) => (): unknown => sweep(prices, columnsOf(seed, count), combinations, { engine, tradeFrom, closeFill })
        expect(run({ ...bars, [bad.column]: column })).toThrow(BadDataError)
        expect(run(bars)).not.toThrow()
      }),
      { numRuns: 1000 },
    )
  })

  it('what comes later changes nothing earlier', () => {
    fc.assert(
      fc.property(caseOf, ({ seed, bars: count, step, tradeFrom, engine, combinations }) => {
        const bars = gappedBars(seed, count, step)
        const columns = columnsOf(seed, count)
        const cut = Math.ceil(count / 2)
        const head = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.subarray(0, cut)]))
        const whole = sweep(bars, columns, combinations, { engine, tradeFrom, closeFill: true, equity: true })
        const part = sweep(sliceBars(bars, 0, cut), head, combinations, { engine, tradeFrom, closeFill: true, equity: true })
        combinations.forEach((_, k) => expect(whole.equity![k]!.subarray(0, cut)).toEqual(part.equity![k]))
      }),
      { numRuns: 200 },
    )
  })
})
