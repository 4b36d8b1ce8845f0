import { describe, expect, it } from 'vitest'
import { assertEngine } from '../../backtest/assertEngine.ts'
import { needsDetail } from '../../backtest/detailed/terms.ts'
import { UsageError } from '../../domain/errors.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import type { BacktestOptions } from './backtestOptions.ts'
import type { EngineOptions } from './engineOptions.ts'
import { engineSettings } from './engineSettings.ts'
import { refuseModes } from './refuseModes.ts'

describe('engineSettings', () => {
  it('without options is the engine’s default, for the plain kernel', () => {
    expect(engineSettings({}, '1h')).toEqual(DEFAULT_ENGINE)
    expect(needsDetail(engineSettings({ feeBps: 3, slippageBps: 1, size: 0.5, cash: 500 }, '1h'), {})).toBe(false)
  })

  it('takes everything together', () => {
    const options: EngineOptions = {
      ...{ cash: 500, makerBps: 2, takerBps: 5, slippageBps: 1, spreadBps: 3, impact: 0.8, participation: 0.1, borrowBps: 300 },
      ...{ leverage: 3, maintenance: 0.01, liquidationFeeBps: 50, lot: 0.001, tick: 0.1, minNotional: 5, size: 0.5 },
      ...{ sizing: 'volatility_target', targetVolatility: 0.2 },
    }
    const engine = engineSettings(options, '4h')
    expect(engine).toEqual({
      costs: {
        ...{ feeBps: 10, slippageBps: 1, makerFeeBps: 2, takerFeeBps: 5, halfSpreadBps: 1.5, participation: 0.1, borrowBpsPerYear: 300 },
        impact: { coefficient: 0.8, lookbackBars: 24 },
      },
      initialCash: 500,
      sizeFraction: 0.5,
      sizing: { kind: 'volatility_target', annualVolatility: 0.2, barsPerYear: 2190, lookbackBars: 48 },
      margin: { leverage: 3, maintenanceFraction: 0.01, liquidationFeeBps: 50 },
      lots: { quantityStep: 0.001, priceTick: 0.1, minNotional: 5 },
    })
    expect(() => assertEngine(engine)).not.toThrow()
    expect(engineSettings({ sizing: 'kelly', kellyCap: 0.3 }, '1h').sizing).toEqual({
      ...{ kind: 'kelly', fraction: 0.5, cap: 0.3, minTrades: 30, startFraction: 0.1 },
    })
    expect(engineSettings({ sizing: 'fraction' }, '1h')).toEqual(DEFAULT_ENGINE)
    const fees = { makerBps: 1, takerBps: 4, schedule: 'x' }
    expect(engineSettings({ fees: 'exchange' }, '1h', fees).costs).toMatchObject({ makerFeeBps: 1, takerFeeBps: 4 })
  })

  it.each<[EngineOptions, RegExp]>([
    [{ impactLookback: 5 }, /--impact-lookback means nothing without --impact/],
    [{ maintenance: 0.1 }, /--maintenance means nothing without --leverage/],
    [{ liquidationFeeBps: 0 }, /--liquidation-fee-bps means nothing without --leverage/],
    [{ kellyStart: 0.1, sizing: 'fraction' }, /--kelly-start means nothing without --sizing kelly/],
    [{ targetVolatility: 0.1 }, /--target-volatility means nothing without --sizing volatility_target/],
    [{ sizing: 'volatility_target' }, /needs --target-volatility/],
    [{ fees: 'exchange', takerBps: 1 }, /--fees exchange and --taker-bps both/],
    [{ feeBps: 1, makerBps: 1, takerBps: 1 }, /here both are; leave it out/],
    [{ size: 2 }, /--size 2 is not a fraction/],
  ])('refuses %o', (options, message) => {
    expect(() => engineSettings(options, '1h')).toThrow(UsageError)
    expect(() => engineSettings(options, '1h')).toThrow(message)
  })
})

describe('refuseModes', () => {
  it.each<[Partial<BacktestOptions>, RegExp]>([
    [{ grid: true, walkForward: true }, /--walk-forward chooses the parameters itself; leave --grid out/],
    [{ grid: true, symbols: ['a', 'b'] }, /leave --symbols out/],
    [{ grid: true, params: { a: 1 } }, /leave --params out/],
    [{ symbols: ['a', 'b'], dataset: 'a' }, /leave --dataset out/],
    [{ symbols: ['a', 'b'], finer: 'auto' }, /leave --finer out/],
    [{ symbols: ['a', 'b'], funding: 'x' }, /leave --funding out/],
    [{ trainDays: 5 }, /--train-days means nothing without --walk-forward/],
    [{ top: 5 }, /--top means nothing without --grid/],
    [{ walkForward: true, trainDays: 5 }, /go together/],
  ])('refuses %o', (options, message) => {
    expect(() => refuseModes({ seed: 1, ...options })).toThrow(message)
  })

  it('lets the rest pass', () => {
    for (const options of [
      {},
      { grid: true, top: 3 },
      { walkForward: true, trainDays: 90, testDays: 30, stepDays: 30 },
      { symbols: ['a', 'b'], trades: 'x' },
      { symbols: ['a', 'b'], funding: 'none', mark: 'none' },
    ]) {
      expect(() => refuseModes({ seed: 1, ...options })).not.toThrow()
    }
  })
})
