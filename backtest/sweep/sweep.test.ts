import { describe, expect, it } from 'vitest'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import { DEFAULT_ENGINE, type EngineSettings } from '../../domain/order.ts'
import { needsDetail } from '../detailed/terms.ts'
import { barsOf } from '../proof/madeUpBars.ts'
import { crossover, crossovers } from './crossover.ts'
import { sweep } from './sweep.ts'
import { sweepOnCores } from './sweepPool.ts'

const flat = (prices: readonly number[]) => barsOf(prices.map((price) => [price, price, price, price]))
const bars = flat([100, 100, 110, 121, 121, 60.5])
const fast = Float64Array.of(NaN, 1, 3, 3, 1, 1)
const slow = Float64Array.of(2, 2, 2, 2, 2, 2)
const free = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 100, sizeFraction: 1 }

describe('sweep, by hand', () => {
  it('fills a crossing at the next open', () => {
    // In at 121 (bar 3), out at 60.5 (bar 5).
    const result = sweep(bars, { fast, slow }, [crossover('fast', 'slow')], { engine: free, equity: true })
    expect([...result.equity![0]!]).toEqual([100, 100, 100, 100, 100, 50])
    expect(result.totalReturn[0]).toBe(-0.5)
    expect(result.maxDrawdown[0]).toBe(0.5)
    expect(result.trades[0]).toBe(1)
    expect(result.sharpeRatio[0]).toBeNaN()
  })

  it('or at the close of its own bar, where that is asked for', () => {
    // In at 110 (bar 2), out at 121 (bar 4): returns 0 0 0 0.1 0 0.
    const options = { engine: free, equity: true, closeFill: true, perBar: '1h' } as const
    const result = sweep(bars, { fast, slow }, [crossover('fast', 'slow')], options)
    result.equity![0]!.forEach((equity, t) => expect(equity).toBeCloseTo(t < 3 ? 100 : 110, 10))
    const [mean, spread] = [0.1 / 6, Math.sqrt((0.01 - 0.01 / 6) / 5)]
    expect(result.sharpeRatio[0]).toBeCloseTo((mean / spread) * Math.sqrt(8760), 9)
  })

  it('takes fees on both sides of the traded value', () => {
    const engine = { ...free, costs: { feeBps: 100, slippageBps: 0 } }
    const result = sweep(
      flat([10, 10, 10, 10]),
      { on: Float64Array.of(1, 1, 1, 1) },
      [{ enterLong: { left: 'on', is: 'above', right: 0 } }],
      {
        engine,
      },
    )
    const value = 100 / 1.01
    expect(result.feesPaid[0]).toBeCloseTo(100 - value + 0.01 * value, 12)
    expect(result.totalReturn[0]).toBeCloseTo((0.99 * value) / 100 - 1, 12)
  })

  it('without a rule nothing happens, and there is no Sharpe ratio', () => {
    const result = sweep(bars, {}, [{}, { enterLong: [] }])
    expect([...result.totalReturn]).toEqual([0, 0])
    expect([...result.trades]).toEqual([0, 0])
    expect([...result.sharpeRatio]).toEqual([NaN, NaN])
    expect(sweep(bars, {}, []).totalReturn.length).toBe(0)
  })

  it('has nothing to say of no bars, or of none after the warm-up', () => {
    const none = flat([])
    expect(sweep(none, {}, [{}]).totalReturn[0]).toBe(0)
    expect(sweep(bars, { fast, slow }, [crossover('fast', 'slow')], { tradeFrom: 99 }).trades[0]).toBe(0)
  })
})

describe('crossovers', () => {
  it('are every pair once, the earlier name first', () => {
    const list = crossovers(['a', 'b', 'c'])
    expect(list.length).toBe(3)
    expect([0, 1, 2].map((k) => list.at(k))).toEqual([crossover('a', 'b'), crossover('a', 'c'), crossover('b', 'c')])
    expect(list.at(3)).toBeUndefined()
    expect(crossovers(Array.from({ length: 100 }, String)).length).toBe(4950)
  })
})

describe('what a sweep refuses', () => {
  const one = [crossover('fast', 'slow')]
  it.each([
    ['a misspelt column', () => sweep(bars, { fast, slow }, [crossover('fats', 'slow')]), /did you mean "fast"/],
    ['a column of another length', () => sweep(bars, { fast, slow: slow.subarray(1) }, one), /5 values for 6 bars/],
    ['a negative stop', () => sweep(bars, { fast, slow }, [{ ...one[0], exits: { stopLoss: -0.1 } }]), /stopLoss of combination 0/],
    ['a tradeFrom that is no bar', () => sweep(bars, { fast, slow }, one, { tradeFrom: 0.5 }), /tradeFrom/],
    ['a list that is shorter than it says', () => sweep(bars, { fast, slow }, { length: 2, at: (k) => one[k] }), /no combination 1/],
    [
      'a setting that it would pass over',
      () => sweep(bars, { fast, slow }, one, { engine: { ...DEFAULT_ENGINE, costs: { feeBps: 1, slippageBps: 1, halfSpreadBps: 2 } } }),
      /halfSpreadBps/,
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(UsageError)
    expect(run).toThrow(message)
  })

  it.each([
    ['margin', { margin: { leverage: 2, maintenanceFraction: 0, liquidationFeeBps: 0 } }],
    ['sizing', { sizing: { kind: 'kelly', fraction: 1, cap: 1, minTrades: 5, startFraction: 0.1 } }],
    ['lots', { lots: { priceTick: 0.1 } }],
    ['longestHaltMs', { longestHaltMs: 1 }],
    ['impact', { costs: { ...DEFAULT_ENGINE.costs, impact: { coefficient: 1, lookbackBars: 24 } } }],
    ['borrowBpsPerYear', { costs: { ...DEFAULT_ENGINE.costs, borrowBpsPerYear: 1 } }],
  ] as [string, Partial<EngineSettings>][])('%s, and every other setting that asks for the detailed kernel', async (name, change) => {
    const engine = { ...DEFAULT_ENGINE, ...change }
    expect(needsDetail(engine, {})).toBe(true)
    expect(() => sweep(bars, { fast, slow }, one, { engine })).toThrow(name)
    await expect(sweepOnCores(bars, { fast, slow }, one, { engine, cores: 1 })).rejects.toThrow(UsageError)
  })

  it('prices that nobody can pay', () => {
    for (const price of [0, -1, NaN, Infinity]) expect(() => sweep(flat([1, price, 1]), {}, [{}])).toThrow(BadDataError)
    expect(() => sweep({ ...bars, time: bars.time.map(() => 0) }, {}, [{}])).toThrow(BadDataError)
    expect(() => sweep(flat([1e308, 1e308]), {}, [{}])).not.toThrow()
  })
})
