import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centralMoment, kurtosis, mean, skewness, standardDeviation } from './moments.ts'
import { median, quantile } from './quantile.ts'

const series = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 })
  .map((values) => Float64Array.from(values))

describe('moments', () => {
  it('do not exist where there is nothing to take them of', () => {
    expect(mean(new Float64Array())).toBeUndefined()
    expect(standardDeviation(Float64Array.of(1))).toBeUndefined()
    expect(skewness(Float64Array.of(2, 2, 2))).toBeUndefined()
    expect(kurtosis(Float64Array.of(2, 2, 2))).toBeUndefined()
  })

  it('see no spread in a constant series, whatever its mean rounds to', () => {
    expect(standardDeviation(new Float64Array(9).fill(0.01))).toBe(0)
    expect(standardDeviation(new Float64Array(1001).fill(0.1))).toBe(0)
    expect(standardDeviation(new Float64Array(5))).toBe(0)
  })

  it('of 2, 4, 4, 4, 5, 5, 7, 9 are 5, 4 and √(32/7)', () => {
    const values = Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9)
    expect(mean(values)).toBe(5)
    expect(centralMoment(values, 2)).toBe(4)
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 14)
    expect(skewness(values)).toBeCloseTo(42 / 8 / 8, 14)
    expect(kurtosis(values)).toBeCloseTo(356 / 8 / 16, 14)
  })

  it('scale with their order, and skewness changes its sign with the values', () => {
    fc.assert(
      fc.property(series, (values) => {
        const spread = standardDeviation(values) as number
        expect(standardDeviation(values.map((value) => -3 * value))).toBeCloseTo(3 * spread, 12)
        if (spread < 1e-3) return
        expect(skewness(values.map((value) => -3 * value))).toBeCloseTo(-(skewness(values) as number), 8)
        expect(kurtosis(values)).toBeGreaterThanOrEqual(1 - 1e-9)
      }),
    )
  })
})

describe('quantile', () => {
  it('lies between order statistics as type 7 says', () => {
    const values = Float64Array.of(4, 1, 3, 2)
    expect(quantile(values, 0)).toBe(1)
    expect(quantile(values, 1)).toBe(4)
    expect(quantile(values, 0.1)).toBeCloseTo(1.3, 14)
    expect(median(values)).toBe(2.5)
    expect([...values]).toEqual([4, 1, 3, 2])
    expect(quantile(new Float64Array(), 0.5)).toBeUndefined()
  })
})
