import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../math/random.ts'
import { bonferroni, sidak } from './singleStep.ts'
import { holm, holmSidak } from './stepDown.ts'
import { benjaminiHochberg, benjaminiYekutieli, hochberg } from './stepUp.ts'

const rules = { bonferroni, sidak, holm, holmSidak, hochberg, benjaminiHochberg, benjaminiYekutieli }
const family = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 25 })
  .map((values) => Float64Array.from(values))
const noMore = (a: Float64Array, b: Float64Array): boolean => a.every((value, i) => value <= b[i]! + 1e-15)

describe('adjusted p-values', () => {
  it.each(Object.entries(rules))('%s keeps the order, never sharpens, and does not mind how the tests are listed', (_name, adjust) => {
    fc.assert(
      fc.property(family, (p) => {
        const adjusted = adjust(p)
        expect(noMore(p, adjusted)).toBe(true)
        expect(adjusted.every((value) => value <= 1)).toBe(true)
        p.forEach((a, i) => p.forEach((b, j) => a < b && expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!)))
        expect(adjust(p.slice().reverse())).toEqual(adjusted.slice().reverse())
      }),
    )
  })

  it('are ordered among themselves as theory has it', () => {
    fc.assert(
      fc.property(family, (p) => {
        expect(noMore(holm(p), bonferroni(p))).toBe(true)
        expect(noMore(hochberg(p), holm(p))).toBe(true)
        expect(noMore(benjaminiHochberg(p), hochberg(p))).toBe(true)
        expect(noMore(benjaminiHochberg(p), benjaminiYekutieli(p))).toBe(true)
        expect(noMore(sidak(p), bonferroni(p))).toBe(true)
        expect(noMore(holmSidak(p), holm(p))).toBe(true)
      }),
    )
  })

  it('hold their error rates on true nulls', () => {
    const random = seededRandom('nulls')
    const families = Array.from({ length: 2_000 }, () => Float64Array.from({ length: 10 }, () => random()))
    for (const adjust of [holm, hochberg, benjaminiHochberg]) {
      const wrong = families.filter((p) => Math.min(...adjust(p)) <= 0.05).length / families.length
      expect(wrong).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / families.length))
      expect(wrong).toBeGreaterThan(0.03)
    }
  })

  it('keep the digits of tiny p-values, and refuse what is no probability', () => {
    expect(sidak(Float64Array.of(1e-18, 0.5))[0]).toBeCloseTo(2e-18, 30)
    expect(holm(new Float64Array())).toEqual(new Float64Array())
    expect(() => holm(Float64Array.of(0.1, NaN))).toThrow('between 0 and 1')
    expect(() => benjaminiHochberg(Float64Array.of(1.2))).toThrow('between 0 and 1')
  })
})
