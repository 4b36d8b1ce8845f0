import { describe, expect, it } from 'vitest'
import { averageCorrelation, trialsByAverageCorrelation } from '../../metrics/averageCorrelation.ts'
import { correlation } from '../../metrics/rankCorrelation.ts'
import { normal, seededRandom } from '../../math/random.ts'
import { exactExpectedMaximum } from '../../metrics/exactExpectedMaximum.ts'
import { effectiveTrials } from './effectiveTrials.ts'
import { trialsOfMaximum } from './trialsOfMaximum.ts'

const random = seededRandom('effective')
const noise = (rows = 300): Float64Array => Float64Array.from({ length: rows }, () => normal(random))
const many = (count: number, make: (i: number) => Float64Array): Float64Array[] => Array.from({ length: count }, (_, i) => make(i))
/** Correlated √(1 − s²) : s with `common`. */
const near = (common: Float64Array, share: number): Float64Array =>
  common.map((value) => Math.sqrt(1 - share ** 2) * value + share * normal(random))

describe('effectiveTrials', () => {
  it('counts unrelated trials in full', () => {
    for (const count of [3, 10, 60, 400]) {
      const found = effectiveTrials(many(count, () => noise()))!
      expect(found / count).toBeGreaterThan(0.85)
      expect(found).toBeLessThanOrEqual(count)
    }
  })

  it('counts copies once, whatever their size, and however many there are of one', () => {
    const [one, ...others] = many(31, () => noise())
    expect(effectiveTrials([one!, one!])).toBe(1)
    expect(effectiveTrials([one!, one!.map((value) => 3 * value + 1)])).toBeCloseTo(1, 6)
    const found = effectiveTrials([...many(300, () => one!), ...others])!
    expect(found / 31).toBeGreaterThan(0.85)
    expect(found / 31).toBeLessThan(1.15)
  })

  it('counts a trial and its opposite as two: the better one is chosen', () => {
    const one = noise()
    const opposite = one.map((value) => -value)
    // E max(z, −z) = √(2/π), more than that of two independent ones; there are only two.
    expect(effectiveTrials([one, opposite])).toBe(2)
  })

  it('lies between one and all for equal correlation, where theory gives √(1 − ρ) × the maximum', () => {
    const common = noise(2_000)
    const trials = many(100, () => near(common, Math.sqrt(0.5)))
    const expected = trialsOfMaximum(Math.sqrt(1 - averageCorrelation(trials)!) * exactExpectedMaximum(100), 100)
    expect(effectiveTrials(trials)! / expected).toBeGreaterThan(0.85)
    expect(effectiveTrials(trials)! / expected).toBeLessThan(1.15)
  })

  it('grows with every trial that is new', () => {
    const families = many(8, () => noise())
    const counts = [1, 2, 4, 8].map((count) => effectiveTrials(many(80, (i) => near(families[i % count]!, 0.2)))!)
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(counts[3]! / counts[0]!).toBeGreaterThan(4)
  })

  it('leaves out what does not vary, is 1 for one trial and does not exist for none', () => {
    expect(effectiveTrials([])).toBeUndefined()
    expect(effectiveTrials([new Float64Array(50)])).toBeUndefined()
    expect(effectiveTrials([noise(50), new Float64Array(50).fill(0.1)])).toBe(1)
    expect(() => effectiveTrials([noise(50), noise(51)])).toThrow('one length')
  })

  it('is the same for the same seed', () => {
    const trials = many(20, () => noise())
    expect(effectiveTrials(trials, 'a')).toBe(effectiveTrials(trials, 'a'))
  })
})

describe('averageCorrelation', () => {
  it('is the mean over all pairs', () => {
    const common = noise(80)
    const trials = many(6, () => near(common, 0.7))
    const pairs = trials.flatMap((a, i) => trials.slice(i + 1).map((b) => correlation(a, b)!))
    expect(averageCorrelation(trials)).toBeCloseTo(pairs.reduce((sum, value) => sum + value, 0) / pairs.length, 12)
    expect(averageCorrelation([common])).toBeUndefined()
    expect(trialsByAverageCorrelation(10, 0)).toBe(10)
    expect(trialsByAverageCorrelation(10, 1)).toBe(1)
  })
})
