import { describe, expect, it } from 'vitest'
import { normalCdf, normalQuantile } from './normalDistribution.ts'

describe('normalCdf', () => {
  // Abramowitz and Stegun 1964, tables 26.1 and 26.2, and scipy.special.ndtr for the tails.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145707],
    [1.959963984540054, 0.975],
    [-2.5, 0.006209665325776132],
    [-3, 0.0013498980316300933],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416052e-24],
    [-37, 5.725571222524049e-300],
    [8, 0.9999999999999993],
  ])('of %d is %d', (x, expected) => {
    expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(2e-13)
  })

  it('goes on without a step where the series hands over to the continued fraction', () => {
    for (const edge of [-3, 3]) expect(Math.abs(normalCdf(edge - 1e-13) - normalCdf(edge + 1e-13))).toBeLessThan(1e-14)
  })

  it('is symmetric and reaches its ends', () => {
    for (let x = -8; x <= 8; x += 0.37) expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14)
    expect(normalCdf(-Infinity)).toBe(0)
    expect(normalCdf(Infinity)).toBe(1)
    expect(normalCdf(NaN)).toBeNaN()
  })
})

describe('normalQuantile', () => {
  it('undoes normalCdf in the centre and in both tails', () => {
    for (let x = -8; x <= 5; x += 0.173) expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 9)
    for (const p of [1e-300, 1e-100, 1e-20, 1e-8, 0.01, 0.0749, 0.0751, 0.5]) expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 11)
  })

  it('has ends, and nothing beyond them', () => {
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14)
    expect(normalQuantile(-0.1)).toBeNaN()
    expect(normalQuantile(1.1)).toBeNaN()
    expect(normalQuantile(NaN)).toBeNaN()
  })
})
