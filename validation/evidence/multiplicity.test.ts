import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TrialStats } from '../../domain/facts.ts'
import { referenceCases } from '../../math/reference/cases.ts'
import { normalQuantile } from '../../math/normalDistribution.ts'
import { qValueOf } from './multiplicity.ts'

/** Normal returns: the standard error of a Sharpe ratio of 0 is 1/√(T − 1). */
const trial = (trial_id: string, sharpe: number, observations = 101): TrialStats => ({
  trial_id,
  sharpe,
  observations,
  skewness: 0,
  kurtosis: 3,
})
/** A trial whose p-value against 0 is `p`: sharpe = z·√((1 + sharpe²/2)/(T − 1)), solved for the sharpe. */
function withP(trial_id: string, p: number, observations = 101): TrialStats {
  const z2 = normalQuantile(1 - p) ** 2
  return trial(trial_id, Math.sign(0.5 - p) * Math.sqrt(z2 / (observations - 1 - z2 / 2)), observations)
}

describe('qValueOf', () => {
  it('is the p-value of a trial that is alone', () => {
    expect(qValueOf('a', [withP('a', 0.03)], 1)).toBeCloseTo(0.03, 10)
  })

  it('is adjusted for every test and every failure, as worked by hand', () => {
    const trials = [withP('a', 0.01), withP('b', 0.02), withP('c', 0.5)]
    // Σ 1/i over three tests is 11/6: 3 · 11/6 · 0.01 = 0.055 of the first, 3 · 11/6 · 0.02 / 2 = 0.055 of the second.
    expect(qValueOf('a', trials, 3)).toBeCloseTo(0.055, 10)
    expect(qValueOf('b', trials, 3)).toBeCloseTo(0.055, 10)
    expect(qValueOf('c', trials, 3)).toBeCloseTo((11 / 6) * 0.5, 10)
    // Two trials more that came to nothing: five tests, Σ 1/i = 137/60.
    expect(qValueOf('a', trials, 5)).toBeCloseTo(Math.min(5 * (137 / 60) * 0.01, (5 / 2) * (137 / 60) * 0.02), 10)
    expect(qValueOf('c', trials, 5)).toBe(1)
  })

  it('is null for a trial that is not there or has no p-value, and never rests on fewer tests than there are', () => {
    const trials = [withP('a', 0.01), withP('b', 0.02)]
    expect(qValueOf('x', trials, 2)).toBeNull()
    expect(qValueOf('y', [...trials, trial('y', 0.1, 1)], 3)).toBeNull()
    expect(qValueOf('a', trials, 0)).toBe(qValueOf('a', trials, 2))
  })

  it('never falls when another trial is counted, and is at least the p-value', () => {
    const p = fc.double({ min: 0.001, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(p, fc.array(p, { maxLength: 8 }), fc.integer({ min: 0, max: 200 }), (own, others, failed) => {
        const trials = [withP('own', own), ...others.map((other, i) => withP(`${i}`, other))]
        const q = qValueOf('own', trials, trials.length + failed) as number
        expect(q).toBeGreaterThanOrEqual(own - 1e-9)
        expect(qValueOf('own', trials, trials.length + failed + 1)).toBeGreaterThanOrEqual(q - 1e-12)
      }),
    )
  })

  interface Inputs {
    p_values: number[]
  }
  const cases = referenceCases<Inputs>('05-multiple-testing.json').filter(({ function: name }) => name === 'p_adjust')
  it.skipIf(cases.length === 0)('equals the reference values of Benjamini and Yekutieli (skipped where ../shared is absent)', () => {
    for (const { inputs, expected } of cases) {
      // A p-value of 1 stands for a trial that came to nothing: counted, without returns.
      const trials = inputs.p_values.flatMap((p, i) => (p < 1 ? [withP(`${i}`, p, 1_000_001)] : []))
      const { by } = expected as { by: number[] }
      for (const { trial_id } of trials)
        expect(qValueOf(trial_id, trials, inputs.p_values.length)).toBeCloseTo(by[Number(trial_id)] as number, 8)
    }
  })
})
