import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../math/random.ts'
import { fatTailedShock, HOUR_FACTOR, nextVariance } from './clustering.ts'

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('clustering', () => {
  it('draws shocks with mean 0, variance 1 and fat tails', () => {
    const random = seededRandom(1)
    const shocks = Array.from({ length: 200_000 }, () => fatTailedShock(random))
    expect(mean(shocks)).toBeCloseTo(0, 2)
    expect(mean(shocks.map((x) => x * x))).toBeCloseTo(1, 1)
    expect(mean(shocks.map((x) => x ** 4))).toBeGreaterThan(5)
  })

  it('lets a large shock be felt for days, and forgets it in the end', () => {
    const after = [5, ...Array<number>(400).fill(1)].reduce<number[]>((path, shock) => [...path, nextVariance(path.at(-1)!, shock)], [1])
    expect(after[1]).toBeCloseTo(2.2)
    expect(after[25]).toBeGreaterThan(1.8)
    expect(after.at(-1)).toBeLessThan(1.05)
    expect(nextVariance(1, 1)).toBeCloseTo(1)
  })

  it('does not change a day’s variance by its hours', () => {
    expect(mean(Array.from(HOUR_FACTOR, (value) => value * value))).toBeCloseTo(1, 12)
    expect(Math.max(...HOUR_FACTOR) / Math.min(...HOUR_FACTOR)).toBeGreaterThan(1.2)
  })
})
