import { describe, expect, it } from 'vitest'
import { computeIndicator } from './compute.ts'
import { flatBars } from './contract/generatedBars.ts'
import type { Bars } from '../domain/bars.ts'

function barsOf(columns: Partial<Record<'high' | 'low' | 'close' | 'volume', readonly number[]>>): Bars {
  const close = columns.close ?? columns.high ?? columns.volume ?? []
  const columnOf = (values: readonly number[] | undefined): Float64Array => Float64Array.from(values ?? close)
  return {
    ...flatBars(close.length, 0),
    open: columnOf(columns.close),
    high: columnOf(columns.high),
    low: columnOf(columns.low),
    close: columnOf(columns.close),
    volume: columns.volume ? columnOf(columns.volume) : new Float64Array(close.length).fill(1),
  }
}

function expectFrom(column: Float64Array | undefined, first: number, values: readonly number[], digits: number): void {
  expect(column).toBeDefined()
  expect(column!.findIndex(Number.isFinite)).toBe(first)
  values.forEach((value, k) => expect(column![first + k]).toBeCloseTo(value, digits))
}

describe('published values', () => {
  it('rsi: the worked example of StockCharts', () => {
    const close = [
      44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.614, 46.282, 46.282,
      46.0028, 46.0328,
    ]
    expectFrom(computeIndicator(barsOf({ close }), 'rsi', { period: 14 })['value'], 14, [70.53, 66.32, 66.55], 2)
  })

  it('wma, sma: S. Achelis, Technical Analysis from A to Z', () => {
    const bars = barsOf({ close: [25, 24.875, 24.781, 24.594, 24.5, 24.625, 25.219, 27.25] })
    expectFrom(computeIndicator(bars, 'sma', { period: 5 })['value'], 4, [24.75, 24.675, 24.7438, 25.2376], 10)
    const rounded = barsOf({ close: [25, 24.875, 24.7813, 24.5938, 24.5, 24.625, 25.2188, 27.25] })
    expectFrom(computeIndicator(rounded, 'wma', { period: 5 })['value'], 4, [24.6646, 24.6229, 24.8042, 25.6396], 4)
  })

  it('obv: S. Achelis', () => {
    const close = [20.5625, 20.375, 20.0625, 19.5, 19.8125, 19.8125, 20.0625, 20.0625, 20.375, 20.75]
    const volume = [27802, 16178, 22766, 46074, 22904, 20428, 29260, 30652, 38332, 40054]
    const balances = [0, -16178, -38944, -85018, -62114, -62114, -32854, -32854, 5478, 45532]
    expect(Array.from(computeIndicator(barsOf({ close, volume }), 'obv')['value']!)).toEqual(balances)
  })

  it('bollinger: population, not sample, deviation (S. Achelis)', () => {
    const close = [31.875, 32.125, 32.3125, 32.125, 31.875, 32.3125]
    const { lower, middle, upper } = computeIndicator(barsOf({ close }), 'bollinger', { period: 5, multiplier: 2 })
    expectFrom(lower, 4, [31.72708980337476, 31.827897531831532], 12)
    expectFrom(middle, 4, [32.0625, 32.15], 12)
    expectFrom(upper, 4, [32.39791019662524, 32.472102468168465], 12)
  })
})

describe('worked by hand', () => {
  it('cmo tells rises from falls', () => {
    const bars = barsOf({ close: [1, 2, 4, 3] })
    expectFrom(computeIndicator(bars, 'cmo', { period: 3 })['value'], 3, [50], 12)
  })

  it('ichimoku shows the cloud late, never early', () => {
    const close = Array.from({ length: 12 }, (_, i) => i)
    const params = { tenkan: 2, kijun: 2, senkou_b: 3, displacement: 4 }
    const columns = computeIndicator(barsOf({ close }), 'ichimoku', params)
    expect(columns['tenkan']![5]).toBe(4.5)
    expect(columns['senkou_a']![9]).toBe(4.5)
    expect(columns['senkou_b']![9]).toBe(4)
    expect(columns['close_change']![9]).toBe(4)
    expect(Object.keys(columns)).not.toContain('chikou')
  })

  it('vwap: no volume, no average; a bar without volume leaves the session where it is', () => {
    const bars = barsOf({ close: [10, 20, 40, 80], volume: [0, 0, 3, 0] })
    expect(Array.from(computeIndicator(bars, 'vwap', { period: 2 })['value']!)).toEqual([NaN, NaN, 40, 40])
    expect(Array.from(computeIndicator(bars, 'session_vwap')['value']!)).toEqual([NaN, NaN, 40, 40])
  })

  it('session_vwap starts anew at midnight UTC', () => {
    const bars = { ...barsOf({ close: [10, 20, 40] }), time: Float64Array.of(86_399_999, 86_400_000, 86_400_001) }
    expect(Array.from(computeIndicator(bars, 'session_vwap')['value']!)).toEqual([10, 20, 30])
  })
})
