import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearFit } from './linearFit.ts'

const of = (...values: number[]): Float64Array => Float64Array.from(values)

describe('linearFit', () => {
  it('of five points worked out by hand', () => {
    // Means 3 and 4; Σxy = 6, Σxx = 10, Σyy = 6.
    const { slope, intercept, rSquared } = linearFit(of(1, 2, 3, 4, 5), of(2, 4, 5, 4, 5))!
    expect(slope).toBeCloseTo(0.6, 12)
    expect(intercept).toBeCloseTo(2.2, 12)
    expect(rSquared).toBeCloseTo(0.6, 12)
  })

  it('finds a line again', () => {
    const number = fc.double({ min: -5, max: 5, noNaN: true })
    fc.assert(
      fc.property(number, number, (slope, intercept) => {
        const x = of(-2, 0, 1, 5)
        const found = linearFit(
          x,
          x.map((value) => slope * value + intercept),
        )!
        expect(found.slope).toBeCloseTo(slope, 10)
        expect(found.intercept).toBeCloseTo(intercept, 10)
      }),
    )
  })

  it('does not exist where x does not vary; explains nothing where y does not', () => {
    expect([linearFit(of(), of()), linearFit(of(1), of(1)), linearFit(of(0.1, 0.1, 0.1), of(1, 2, 3))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(linearFit(of(1, 2, 3), of(0.1, 0.1, 0.1))?.rSquared).toBeUndefined()
  })
})
