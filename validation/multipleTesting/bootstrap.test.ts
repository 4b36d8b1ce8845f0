import { describe, expect, it } from 'vitest'
import { normal, seededRandom } from '../../math/random.ts'
import { bootstrapMeans, type MeanBootstrap } from './bootstrapMeans.ts'
import { longRunDeviation } from './longRunDeviation.ts'
import { cautiousPValue, realityCheck } from './realityCheck.ts'
import { stepM } from './stepM.ts'
import { superiorPredictiveAbility } from './superiorPredictiveAbility.ts'

function noise(rows: number, series: number, seed: string, edge: (k: number) => number = () => 0): Float64Array[] {
  const random = seededRandom(seed)
  return Array.from({ length: series }, (_, k) => Float64Array.from({ length: rows }, () => edge(k) + 0.01 * normal(random)))
}

/** AR(1) noise, whose mean is less certain than its standard deviation says. */
function remembering(rows: number, phi: number, seed: string): Float64Array {
  const random = seededRandom(seed)
  let before = 0
  return Float64Array.from({ length: rows }, () => (before = phi * before + normal(random)))
}

const boot = (columns: Float64Array[], seed = 'b'): MeanBootstrap => bootstrapMeans(columns, { resamples: 300, seed, newBlock: 0.2 })!

describe('bootstrapMeans', () => {
  it('scatters as its long-run deviation says', () => {
    const column = remembering(400, 0.5, 'memory')
    const { resampled, deviations } = bootstrapMeans([column], { resamples: 4_000, newBlock: 0.1, seed: 1 })!
    const center = resampled.reduce((sum, value) => sum + value, 0) / resampled.length
    const spread = Math.sqrt(resampled.reduce((sum, value) => sum + (value - center) ** 2, 0) / resampled.length)
    // Politis and Romano's lemma: the variance of a resampled mean is the weighted sum exactly; the rest is the 4,000 draws.
    expect((spread * Math.sqrt(400)) / deviations[0]!).toBeCloseTo(1, 1)
    expect(deviations[0]! / longRunDeviation(column, 1)).toBeGreaterThan(1.2)
  })

  it('gives the same for the same seed, other draws for another, and takes blocks as long as the memory', () => {
    const columns = noise(120, 3, 'seeds')
    expect(boot(columns)).toEqual(boot(columns))
    expect(boot(columns, 'c').resampled).not.toEqual(boot(columns).resampled)
    expect(bootstrapMeans([remembering(1_000, 0.8, 'long')], { resamples: 2 })!.newBlock).toBeLessThan(0.1)
    expect(bootstrapMeans(noise(1_000, 2, 'none'), { resamples: 2 })!.newBlock).toBeGreaterThan(0.3)
  })

  it('does not exist for nothing, and refuses series of several lengths', () => {
    expect(bootstrapMeans([])).toBeUndefined()
    expect(bootstrapMeans([Float64Array.of(1, 2)])).toBeUndefined()
    expect(() => bootstrapMeans([new Float64Array(5), new Float64Array(6)])).toThrow('one length')
    expect(() => bootstrapMeans([new Float64Array(5)], { newBlock: 0 })).toThrow('(0, 1]')
  })
})

describe('Reality Check, SPA and StepM', () => {
  it('find nothing in noise more often than their level says', () => {
    const runs = Array.from({ length: 120 }, (_, i) => boot(noise(150, 8, `null ${i}`), `draws ${i}`))
    const wrong = (p: (bootstrap: MeanBootstrap) => number) => runs.filter((run) => p(run) < 0.1).length / runs.length
    const limit = 0.1 + 3 * Math.sqrt((0.1 * 0.9) / runs.length)
    expect(wrong((run) => realityCheck(run).pValue)).toBeLessThan(limit)
    expect(wrong((run) => superiorPredictiveAbility(run)!.consistent)).toBeLessThan(limit)
    expect(wrong((run) => (stepM(run, { alpha: 0.1 }).rejected.length > 0 ? 0 : 1))).toBeLessThan(limit)
    expect(wrong((run) => realityCheck(run).pValue)).toBeGreaterThan(0)
  })

  it('find an edge, and StepM says whose', () => {
    const run = boot(noise(300, 12, 'edge', (k) => (k === 3 || k === 8 ? 0.004 : 0)))
    expect(realityCheck(run).pValue).toBeLessThan(0.01)
    expect(superiorPredictiveAbility(run)!.upper).toBeLessThan(0.01)
    expect(stepM(run).rejected).toEqual([3, 8])
    expect(stepM(run, { studentised: true }).rejected).toEqual([3, 8])
  })

  it('bound the consistent p-value, and studentising sees the steady one behind a volatile one', () => {
    const random = seededRandom('volatile')
    const steady = Float64Array.from({ length: 250 }, () => 0.001 + 0.003 * normal(random))
    const volatile = Float64Array.from({ length: 250 }, () => 0.06 * normal(random))
    const run = boot([steady, volatile])
    const { lower, consistent, upper } = superiorPredictiveAbility(run)!
    expect(lower).toBeLessThanOrEqual(consistent)
    expect(consistent).toBeLessThanOrEqual(upper)
    expect(upper).toBeLessThan(0.01)
    expect(stepM(run).rejected).toEqual([])
    expect(stepM(run, { studentised: true }).rejected).toEqual([0])
  })

  it('leave out what does not vary, and do not exist where nothing does', () => {
    const flat = new Float64Array(100).fill(0.01)
    expect(superiorPredictiveAbility(boot([flat]))).toBeUndefined()
    expect(stepM(boot([flat]), { studentised: true })).toEqual({ rejected: [], criticalValues: [] })
    const [series] = noise(100, 1, 'with flat')
    expect(superiorPredictiveAbility(boot([flat, series!]))).toEqual(superiorPredictiveAbility(boot([series!])))
  })

  const losing = (k: number): number => -0.01 - 0.001 * k
  it.each([
    ['many that all clearly lose', noise(200, 6, 'losers', losing)],
    ['one that clearly loses alone', noise(200, 1, 'loser', losing)],
    ['losers beside one that never trades', [...noise(200, 2, 'losers', losing), new Float64Array(200)]],
  ])('find no evidence at all in %s', (_what, columns) => {
    const run = boot(columns)
    expect(superiorPredictiveAbility(run)).toEqual({ statistic: 0, lower: 1, consistent: 1, upper: 1 })
    expect(realityCheck(run).pValue).toBe(1)
    for (const recentering of ['upper', 'consistent'] as const)
      for (const studentised of [true, false]) expect(stepM(run, { recentering, studentised }).rejected).toEqual([])
  })

  it('find no evidence at all where nothing ever moves', () => {
    const run = boot([new Float64Array(100), new Float64Array(100)])
    expect(realityCheck(run).pValue).toBe(1)
    expect(superiorPredictiveAbility(run, { studentised: false })).toMatchObject({ lower: 1, consistent: 1, upper: 1 })
    expect(stepM(run).rejected).toEqual([])
  })

  it('count a tie as a tie in whatever unit the returns are', () => {
    const random = seededRandom('ties')
    // Sums of 64 whole numbers have exact means; those of hundredths have not.
    const whole = Array.from({ length: 4 }, () => Float64Array.from({ length: 64 }, () => Math.floor(5 * random()) - 2))
    const exact = boot(whole)
    const strictly = (kind: 'above' | 'not below'): number => {
      const best = Math.max(...exact.means)
      const highest = Array.from({ length: exact.resamples }, (_, b) =>
        Math.max(...exact.means.map((mean, k) => exact.resampled[b * 4 + k]! - mean)),
      )
      return highest.filter((value) => (kind === 'above' ? value > best : value >= best)).length / exact.resamples
    }
    expect(strictly('above')).toBeLessThan(strictly('not below'))
    for (const unit of [1, 0.01, 1 / 3, 1e-9]) {
      const scaled = boot(whole.map((column) => column.map((value) => value * unit)))
      expect(realityCheck(scaled).pValue).toBe(strictly('above'))
      const [spa, wanted] = [superiorPredictiveAbility(scaled)!, superiorPredictiveAbility(exact)!]
      expect([spa.lower, spa.consistent, spa.upper]).toEqual([wanted.lower, wanted.consistent, wanted.upper])
    }
  })

  it('a p-value that is to be adjusted further is never 0', () => {
    expect(cautiousPValue(0, 999)).toBe(0.001)
    expect(cautiousPValue(1, 999)).toBe(1)
  })
})
