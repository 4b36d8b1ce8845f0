import { describe, expect, it } from 'vitest'
import { BadDataError, UsageError } from '../domain/errors.ts'
import { DEFAULT_ENGINE, type Costs, type EngineSettings } from '../domain/order.ts'
import { assertEngine } from './assertEngine.ts'
import { assertMarket } from './assertMarket.ts'

const costs = (more: Partial<Costs>): Partial<EngineSettings> => ({ costs: { ...DEFAULT_ENGINE.costs, ...more } })

describe('assertEngine', () => {
  it('takes the default, and a full set of settings', () => {
    expect(() => assertEngine(DEFAULT_ENGINE)).not.toThrow()
    const full: EngineSettings = {
      ...DEFAULT_ENGINE,
      costs: {
        ...DEFAULT_ENGINE.costs,
        makerFeeBps: 0,
        takerFeeBps: 5,
        halfSpreadBps: 1,
        borrowBpsPerYear: 50_000,
        impact: { coefficient: 1, lookbackBars: 24 },
        participation: 0.1,
      },
      sizing: { kind: 'kelly', fraction: 0.5, cap: 1, minTrades: 30, startFraction: 0.1 },
      margin: { leverage: 10, maintenanceFraction: 0.005, liquidationFeeBps: 100 },
      lots: { quantityStep: 0.001, priceTick: 0.1, minNotional: 5 },
      longestHaltMs: 1,
    }
    expect(() => assertEngine(full)).not.toThrow()
  })

  it.each<[string, Partial<EngineSettings>]>([
    ['makerFeeBps', costs({ makerFeeBps: -1 })],
    ['takerFeeBps', costs({ takerFeeBps: NaN })],
    ['slippageBps and halfSpreadBps', costs({ slippageBps: 6000, halfSpreadBps: 4000 })],
    ['impact.lookbackBars', costs({ impact: { coefficient: 1, lookbackBars: 1 } })],
    ['participation', costs({ participation: 0 })],
    ['borrowBpsPerYear', costs({ borrowBpsPerYear: -5 })],
    ['sizing.lookbackBars', { sizing: { kind: 'volatility_target', annualVolatility: 1, barsPerYear: 8760, lookbackBars: 2.5 } }],
    ['sizing.cap', { sizing: { kind: 'kelly', fraction: 1, cap: 1.5, minTrades: 5, startFraction: 0.1 } }],
    ['margin.leverage', { margin: { leverage: 0.5, maintenanceFraction: 0, liquidationFeeBps: 0 } }],
    ['margin.maintenanceFraction', { margin: { leverage: 20, maintenanceFraction: 0.05, liquidationFeeBps: 0 } }],
    ['lots.priceTick', { lots: { priceTick: -0.1 } }],
    ['longestHaltMs', { longestHaltMs: 0 }],
  ])('refuses %s out of range by its name', (name, change) => {
    expect(() => assertEngine({ ...DEFAULT_ENGINE, ...change })).toThrow(UsageError)
    expect(() => assertEngine({ ...DEFAULT_ENGINE, ...change })).toThrow(`${name} is `)
  })

  it('says the range that a borrow rate really has', () => {
    expect(() => assertEngine({ ...DEFAULT_ENGINE, ...costs({ borrowBpsPerYear: 20_000 }) })).not.toThrow()
    expect(() => assertEngine({ ...DEFAULT_ENGINE, ...costs({ borrowBpsPerYear: -5 }) })).toThrow('a year from 0 on')
  })
})

describe('assertMarket', () => {
  const prices = { time: Float64Array.of(1, 2), open: Float64Array.of(1, 1), high: Float64Array.of(1, 1), low: Float64Array.of(1, 1) }
  const hours = Float64Array.of(0, 3_600_000, 7_200_000)
  const at = (step: number) => ({ ...prices, time: Float64Array.of(0, step * 3_600_000) })

  it('takes nothing, and series in order', () => {
    expect(() => assertMarket({}, hours)).not.toThrow()
    expect(() =>
      assertMarket({ mark: prices, funding: { time: Float64Array.of(1, 2), rate: Float64Array.of(-1, 0) } }, prices.time),
    ).not.toThrow()
  })

  it.each([
    ['funding that goes back in time', { funding: { time: Float64Array.of(2, 1), rate: Float64Array.of(0, 0) } }],
    ['a rate that is none', { funding: { time: Float64Array.of(1), rate: Float64Array.of(NaN) } }],
    ['columns of two lengths', { funding: { time: Float64Array.of(1), rate: Float64Array.of(0, 0) } }],
    ['a mark price of 0', { mark: { ...prices, low: Float64Array.of(1, 0) } }],
    ['finer bars twice', { finer: { ...prices, close: Float64Array.of(1, 1), time: Float64Array.of(1, 1) } }],
  ])('refuses %s', (_what, market) => {
    expect(() => assertMarket(market, prices.time)).toThrow(BadDataError)
  })

  it.each([
    ['mark prices of eight hours', { mark: at(8) }, /mark prices stand 8 hours apart and the bars 1 hour:/],
    ['mark prices of half an hour', { mark: at(0.5) }, /mark prices stand 30 minutes apart/],
    ['finer bars that are none', { finer: { ...at(1), close: prices.open } }, /finer bars stand 1 hour apart/],
    ['finer bars that do not divide an hour', { finer: { ...at(0.75), close: prices.open } }, /45 minutes/],
  ])('refuses %s under hourly bars', (_what, market, message) => {
    expect(() => assertMarket(market, hours)).toThrow(BadDataError)
    expect(() => assertMarket(market, hours)).toThrow(message)
  })

  it('takes mark prices of the own timeframe with gaps, and finer bars that divide it', () => {
    const gap = { ...at(1), time: Float64Array.of(0, 3_600_000, 9 * 3_600_000) }
    const columns = { open: gap.time.map(() => 1), high: gap.time.map(() => 1), low: gap.time.map(() => 1) }
    expect(() => assertMarket({ mark: { ...gap, ...columns }, finer: { ...at(0.25), close: prices.open } }, hours)).not.toThrow()
  })
})
