import { describe, expect, it } from 'vitest'
import { summarize, type AccountHistory } from './summary.ts'

const DAY = 86_400_000

function history(equity: number[], change: Partial<AccountHistory> = {}): AccountHistory {
  return {
    time: Float64Array.from(equity, (_, i) => i * DAY),
    equity: Float64Array.from(equity),
    initialEquity: 100,
    position: new Int8Array(equity.length),
    tradeProfit: new Float64Array(),
    tradeEquityAtEntry: new Float64Array(),
    tradedValue: 0,
    feesPaid: 0,
    barsPerYear: 365,
    accountingResidual: 0,
    ...change,
  }
}

describe('summarize', () => {
  it('an account that never traded has no ratios, and says so with null', () => {
    const metrics = summarize(history([100, 100, 100]))
    expect(metrics).toMatchObject({ total_return: 0, max_drawdown: 0, num_trades: 0, exposure: 0, turnover: 0, bars: 3 })
    expect(metrics).toMatchObject({ sharpe_ratio: null, sortino_ratio: null, calmar_ratio: null, omega_ratio: null })
    expect(metrics).toMatchObject({ win_rate: null, profit_factor: null, expectancy: null })
  })

  it('figures of four days worked out by hand', () => {
    const metrics = summarize(
      history([110, 99, 99, 118.8], {
        position: Int8Array.of(1, -1, 0, 1),
        tradeProfit: Float64Array.of(10, -11, 19.8),
        tradeEquityAtEntry: Float64Array.of(100, 110, 99),
        tradedValue: 600,
        feesPaid: 3,
      }),
    )
    // Daily returns 0.1, -0.1, 0, 0.2: mean 0.05, squared deviations 0.0025 + 0.0225 + 0.0025 + 0.0225 = 0.05.
    expect(metrics.sharpe_ratio).toBeCloseTo((0.05 / Math.sqrt(0.05 / 3)) * Math.sqrt(365), 10)
    expect(metrics.sortino_ratio).toBeCloseTo((0.05 / Math.sqrt(0.01 / 4)) * Math.sqrt(365), 10)
    expect(metrics.omega_ratio).toBeCloseTo(3, 10)
    expect(metrics.total_return).toBeCloseTo(0.188, 12)
    expect(metrics.annual_return).toBeCloseTo(1.188 ** (365 / 4) - 1, 0)
    expect(metrics.max_drawdown).toBeCloseTo(0.1, 12)
    expect(metrics.max_drawdown_bars).toBe(2)
    expect(metrics.win_rate).toBeCloseTo(2 / 3, 12)
    expect(metrics.profit_factor).toBeCloseTo(29.8 / 11, 12)
    expect(metrics.expectancy).toBeCloseTo((0.1 - 0.1 + 0.2) / 3, 12)
    expect(metrics.exposure).toBe(0.75)
    expect(metrics.turnover).toBeCloseTo(600 / 106.7 / (4 / 365), 8)
  })

  it('counts a loss in the very first bar as a drawdown', () => {
    expect(summarize(history([90, 95])).max_drawdown).toBeCloseTo(0.1, 12)
    expect(summarize(history([90, 95])).max_drawdown_bars).toBe(2)
  })

  it('an infinite ratio has no JSON form and is null', () => {
    const metrics = summarize(history([101, 103], { tradeProfit: Float64Array.of(3), tradeEquityAtEntry: Float64Array.of(100) }))
    expect(metrics).toMatchObject({ omega_ratio: null, profit_factor: null, calmar_ratio: null, win_rate: 1 })
  })

  it('a total loss is −100 %, not an undefined curve', () => {
    expect(summarize(history([50, 0, 0]))).toMatchObject({ total_return: -1, max_drawdown: 1, annual_return: -1 })
  })
})
