import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatedBars } from '../contract/generatedBars.ts'
import { barsSinceHighest, barsSinceLowest } from './barsSinceExtreme.ts'
import { rollingMean } from './rollingMean.ts'
import { rollingRange } from './rollingRange.ts'
import { rollingSpread } from './rollingSpread.ts'
import { rollingSum } from './rollingSum.ts'
import { weightedByVolume } from './weightedByVolume.ts'
import { weightedMean } from './weightedMean.ts'

// Small whole numbers: every sum is exact, so block by block and window by window must agree but for the last division.
const columns = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 60 }).map((values) => Float64Array.from(values))
const periods = fc.integer({ min: 1, max: 9 })
const starts = fc.integer({ min: 0, max: 5 })

/** The definition, window by window; NaN before the first whole window. */
function byWindow(values: Float64Array, period: number, from: number, of: (window: number[]) => number): number[] {
  return Array.from(values, (_, i) => (i < from + period - 1 ? NaN : of(Array.from(values.subarray(i - period + 1, i + 1)))))
}

function expectClose(ours: Float64Array, theirs: readonly number[], tolerance = 1e-12): void {
  expect(ours.length).toBe(theirs.length)
  theirs.forEach((value, i) => {
    if (Number.isNaN(value)) expect(ours[i], `at ${i}`).toBeNaN()
    else expect(Math.abs(ours[i]! - value), `at ${i}`).toBeLessThanOrEqual(tolerance)
  })
}

const sum = (window: number[]): number => window.reduce((total, value) => total + value, 0)
const mean = (window: number[]): number => sum(window) / window.length
const spread = (window: number[]): number => Math.sqrt(sum(window.map((value) => (value - mean(window)) ** 2)) / window.length)

describe('kernels agree with their definition, whatever the period and the start', () => {
  it('rollingSum, rollingMean, rollingSpread', () => {
    fc.assert(
      fc.property(columns, periods, starts, (values, period, from) => {
        expectClose(rollingSum(values, period, from), byWindow(values, period, from, sum))
        expectClose(rollingMean(values, period, from), byWindow(values, period, from, mean))
        const { means, deviations } = rollingSpread(values, period, 0, from)
        expectClose(means, byWindow(values, period, from, mean))
        expectClose(deviations, byWindow(values, period, from, spread), 1e-7)
      }),
    )
  })

  it('rollingRange, weightedMean', () => {
    const weigh = (window: number[]): number => sum(window.map((value, k) => value * (k + 1))) / ((window.length * (window.length + 1)) / 2)
    fc.assert(
      fc.property(columns, periods, starts, (values, period, from) => {
        const { highest, lowest } = rollingRange(values, values, period, from)
        expectClose(
          highest,
          byWindow(values, period, from, (window) => Math.max(...window)),
          0,
        )
        expectClose(
          lowest,
          byWindow(values, period, from, (window) => Math.min(...window)),
          0,
        )
        expectClose(weightedMean(values, period, from), byWindow(values, period, from, weigh))
      }),
    )
  })

  it('bars since the highest and the lowest, of equals the latest', () => {
    fc.assert(
      fc.property(columns, periods, (values, period) => {
        const age = (window: number[], extreme: number): number => window.length - 1 - window.lastIndexOf(extreme)
        expectClose(
          barsSinceHighest(values, period),
          byWindow(values, period, 0, (window) => age(window, Math.max(...window))),
          0,
        )
        expectClose(
          barsSinceLowest(values, period),
          byWindow(values, period, 0, (window) => age(window, Math.min(...window))),
          0,
        )
      }),
    )
  })

  it('weightedByVolume, undefined where nothing was traded', () => {
    const volumes = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(columns, volumes, periods, (prices, traded, period) => {
        const volume = Float64Array.from(traded.slice(0, prices.length))
        const value = prices.map((price, i) => price * volume[i]!)
        const sums = byWindow(value, period, 0, sum)
        const weights = byWindow(volume, period, 0, sum)
        expectClose(
          weightedByVolume(prices, volume, period),
          sums.map((total, i) => total / weights[i]!),
        )
      }),
    )
  })
})

describe('a long series far from zero', () => {
  const { close } = generatedBars(200_000, 3)
  const far = close.map((value) => value + 1e9)
  const ends = Array.from({ length: 50 }, (_, k) => 199_999 - k * 3001)

  it('does not drift: its last windows are as exact as its first', () => {
    const means = rollingMean(far, 50)
    const { deviations } = rollingSpread(far, 50, 0)
    for (const end of ends) {
      const window = Array.from(close.subarray(end - 49, end + 1))
      expect(Math.abs(means[end]! - 1e9 - mean(window))).toBeLessThan(5e-7)
      const exact = spread(Array.from(far.subarray(end - 49, end + 1), (value) => value - 1e9))
      expect(Math.abs(deviations[end]! / exact - 1)).toBeLessThan(1e-11)
    }
  })

  it('forgets a bad print that has left the window', () => {
    const values = new Float64Array(60).fill(100)
    values[17] = 1e15
    const { means, deviations } = rollingSpread(values, 7, 0)
    expect(Array.from(means.subarray(24))).toEqual(Array.from(values.subarray(24)))
    expect(deviations.subarray(24).every((value) => value === 0)).toBe(true)
    const moves = values.map((value) => value - 100)
    expect(
      rollingSum(moves, 7)
        .subarray(24)
        .every((value) => value === 0),
    ).toBe(true)
    expect(
      rollingRange(values, values, 7)
        .highest.subarray(24)
        .every((value) => value === 100),
    ).toBe(true)
  })
})
