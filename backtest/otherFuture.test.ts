import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sliceBars } from '../domain/bars.ts'
import { seededRandom } from '../math/random.ts'
import { assertTradable } from './assertTradable.ts'
import { otherBars, otherPredictions } from './otherFuture.ts'
import { walkingBars } from './proof/madeUpBars.ts'

it('keeps the past and the times, and opens the future far above or far below', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 299 }), fc.constantFrom(1 as const, -1 as const), (seed, cut, direction) => {
      const bars = walkingBars(seededRandom(seed), 300, 0.01)
      const other = otherBars(bars, cut, direction, seededRandom(seed))
      expect(sliceBars(other, 0, cut)).toEqual(sliceBars(bars, 0, cut))
      expect(other.time).toEqual(bars.time)
      expect(other.open[cut]! / bars.close[cut - 1]!).toBeCloseTo(Math.exp(0.2 * direction), 12)
      expect(() => assertTradable(other)).not.toThrow()
      for (let i = cut; i < 300; i++) {
        expect(other.high[i]).toBeGreaterThanOrEqual(Math.max(other.open[i]!, other.close[i]!))
        expect(other.low[i]).toBeLessThanOrEqual(Math.min(other.open[i]!, other.close[i]!))
        expect(other.close[i]).not.toBe(bars.close[i])
      }
    }),
    { numRuns: 100 },
  )
})

it('turns predictions round from the cut on, and leaves what is missing missing', () => {
  expect(otherPredictions({ up: Float64Array.of(0.2, 0.7, NaN, 0.9) }, 1)['up']).toEqual(Float64Array.of(0.2, 1 - 0.7, NaN, 1 - 0.9))
})
