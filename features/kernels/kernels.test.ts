import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barsSinceHighest } from './barsSinceHighest.ts'
import { lagged } from './lagged.ts'
import { logRatios, quotients } from './quotient.ts'
import { rollingHighest, rollingLowest } from './rollingExtreme.ts'
import { correlations, rollingPair, slopes } from './rollingPair.ts'
import { rollingRank } from './rollingRank.ts'
import { rollingSpread } from './rollingSpread.ts'
import { rollingMean, rollingSum } from './rollingSum.ts'

// Small whole numbers, so that sums are exact, and now and then nothing at all.
const entry = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: -9, max: 9 }) }, { weight: 1, arbitrary: fc.constant(NaN) })
const columns = fc.array(entry, { maxLength: 70 }).map((values) => Float64Array.from(values))
const complete = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 70 }).map((values) => Float64Array.from(values))
const periods = fc.integer({ min: 1, max: 9 })
const longer = fc.integer({ min: 2, max: 9 })

const sum = (window: number[]): number => window.reduce((total, value) => total + value, 0)
const mean = (window: number[]): number => sum(window) / window.length
const moment = (a: number[], b: number[]): number => mean(a.map((value, k) => (value - mean(a)) * (b[k]! - mean(b))))

/** The definition, window by window; NaN before the first whole window and where the window lacks a value. */
function byWindow(values: Float64Array, period: number, of: (window: number[], end: number) => number): number[] {
  return Array.from(values, (_, i) => {
    const window = Array.from(values.subarray(Math.max(0, i - period + 1), i + 1))
    return window.length < period || window.some(Number.isNaN) ? NaN : of(window, i)
  })
}

function expectClose(ours: Float64Array, theirs: readonly number[], tolerance = 1e-12): void {
  expect(ours.length).toBe(theirs.length)
  theirs.forEach((value, i) => {
    if (Number.isNaN(value)) expect(ours[i], `at ${i}`).toBeNaN()
    else expect(Math.abs(ours[i]! - value), `at ${i}`).toBeLessThanOrEqual(tolerance)
  })
}

describe('kernels agree with their definition, and a missing value is missing in its windows and no other', () => {
  it('sum, mean, highest, lowest', () => {
    fc.assert(
      fc.property(columns, periods, (values, period) => {
        expectClose(rollingSum(values, period), byWindow(values, period, sum), 0)
        expectClose(rollingMean(values, period), byWindow(values, period, mean))
        expectClose(
          rollingHighest(values, period),
          byWindow(values, period, (window) => Math.max(...window)),
          0,
        )
        expectClose(
          rollingLowest(values, period),
          byWindow(values, period, (window) => Math.min(...window)),
          0,
        )
      }),
    )
  })

  it('mean and sample deviation', () => {
    fc.assert(
      fc.property(columns, longer, (values, period) => {
        const { means, deviations } = rollingSpread(values, period)
        expectClose(means, byWindow(values, period, mean))
        expectClose(
          deviations,
          byWindow(values, period, (window) => Math.sqrt((moment(window, window) * period) / (period - 1))),
          1e-7,
        )
      }),
    )
  })

  it('covariance and variances of two columns', () => {
    fc.assert(
      fc.property(columns, longer, (values, period) => {
        const other = values.map((value, i) => value * ((i * 7) % 5) - i)
        const pair = rollingPair(values, other, period)
        const partner = (end: number): number[] => Array.from(other.subarray(end - period + 1, end + 1))
        expectClose(
          pair.covariance,
          byWindow(values, period, (window, end) => moment(window, partner(end))),
          1e-9,
        )
        expectClose(
          pair.varianceX,
          byWindow(values, period, (window) => moment(window, window)),
          1e-9,
        )
        expectClose(
          pair.varianceY,
          byWindow(values, period, (_, end) => moment(partner(end), partner(end))),
          1e-9,
        )
      }),
    )
  })

  it('rank among the others, ties by half', () => {
    fc.assert(
      fc.property(columns, longer, (values, period) => {
        const rank = (window: number[]): number => {
          const last = window.at(-1)!
          const others = window.slice(0, -1)
          return sum(others.map((other) => (other < last ? 1 : other === last ? 0.5 : 0))) / others.length
        }
        expectClose(rollingRank(values, period), byWindow(values, period, rank))
      }),
    )
  })

  it('bars since the highest, of equals the latest', () => {
    fc.assert(
      fc.property(complete, periods, (values, period) => {
        expectClose(
          barsSinceHighest(values, period),
          byWindow(values, period, (window) => period - 1 - window.lastIndexOf(Math.max(...window))),
          0,
        )
      }),
    )
  })
})

describe('small ones', () => {
  it('a ratio to nothing does not exist', () => {
    expect(Array.from(quotients(Float64Array.of(1, 0, -1, 4), Float64Array.of(0, 0, 0, 8)))).toEqual([NaN, NaN, NaN, 0.5])
    expect(Array.from(logRatios(Float64Array.of(2, NaN), Float64Array.of(2, 1)))).toEqual([0, NaN])
  })

  it('lagged', () => {
    expect(Array.from(lagged(Float64Array.of(1, 2, 3), 2))).toEqual([NaN, NaN, 1])
    expect(Array.from(lagged(Float64Array.of(1, 2), 5))).toEqual([NaN, NaN])
  })

  it('correlation and slope of a line, and of nothing', () => {
    const x = Float64Array.of(1, 2, 3, 4)
    const falling = rollingPair(
      x,
      x.map((value) => 5 - 3 * value),
      3,
    )
    expect(correlations(falling)[3]).toBeCloseTo(-1, 12)
    expect(slopes(falling)[3]).toBeCloseTo(-3, 12)
    const still = rollingPair(new Float64Array(4).fill(7), x, 3)
    expect(correlations(still)[3]).toBeNaN()
    expect(slopes(still)[3]).toBeNaN()
  })

  it('do not drift, nor remember a bad print that has left the window', () => {
    const values = new Float64Array(60).fill(100)
    values[17] = 1e15
    const { deviations } = rollingSpread(values, 7)
    expect(deviations.subarray(24).every((value) => value === 0)).toBe(true)
    const { covariance } = rollingPair(values, values, 7)
    expect(covariance.subarray(24).every((value) => value === 0)).toBe(true)
    expect(
      rollingMean(values, 7)
        .subarray(24)
        .every((value) => value === 100),
    ).toBe(true)
  })
})
