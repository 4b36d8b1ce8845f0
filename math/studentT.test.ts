import { describe, expect, it } from 'vitest'
import { normalCdf } from './normalDistribution.ts'
import { studentTCdf, twoSidedT, twoSidedTQuantile } from './studentT.ts'

const relative = (got: number, expected: number): number => Math.abs(got / expected - 1)

describe('Student’s t', () => {
  it('has closed forms for one and two degrees of freedom', () => {
    for (const t of [0.01, 0.5, 1, 3, 40]) {
      expect(relative(twoSidedT(t, 1), (2 / Math.PI) * Math.atan2(1, t))).toBeLessThan(1e-12)
      // 1 − t/√(2 + t²), written without its cancellation.
      const root = Math.sqrt(2 + t * t)
      expect(relative(twoSidedT(t, 2), 2 / (root * (root + t)))).toBeLessThan(1e-12)
    }
  })

  // Finite series of Abramowitz and Stegun 26.7.3, in 50 digits.
  it.each([
    [0.1, 0.9204562355717545],
    [2, 0.04701231323247209],
    [3, 0.00308473694212],
    [5, 0.00000135969468863599],
    [5.809475019311125, 2.810672257741084e-8],
  ])('with 179 degrees, |T| exceeds %d with probability %d', (t, p) => {
    expect(relative(twoSidedT(t, 179), p)).toBeLessThan(1e-11)
    expect(relative(twoSidedTQuantile(p, 179), t)).toBeLessThan(1e-11)
    expect(studentTCdf(t, 179)).toBeCloseTo(1 - p / 2, 14)
    expect(studentTCdf(-t, 179)).toBeCloseTo(p / 2, 14)
  })

  it('becomes the normal, and its quantile ends where probability does', () => {
    expect(twoSidedT(1.96, 1e8)).toBeCloseTo(2 * normalCdf(-1.96), 8)
    expect([twoSidedTQuantile(0, 5), twoSidedTQuantile(1, 5), twoSidedTQuantile(-0.1, 5)]).toEqual([Infinity, 0, NaN])
  })
})
