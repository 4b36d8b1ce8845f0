import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kurtosis, skewness, standardDeviation } from '../math/moments.ts'
import { referenceCases } from '../math/reference/cases.ts'
import { mismatches } from '../math/reference/mismatches.ts'
import { factorColumns, generatedColumns, generatedSeries, type GeneratorRule } from '../math/reference/series.ts'
import { averageCorrelation, trialsByAverageCorrelation } from './averageCorrelation.ts'
import { binaryBetsSharpe, impliedPrecision } from './binaryBets.ts'
import { exactExpectedMaximum } from './exactExpectedMaximum.ts'
import { sharpeDifference } from './sharpeDifference.ts'
import { sharpeRatio } from './sharpe.ts'
import {
  deflatedSharpe,
  expectedBestSharpe,
  expectedMaximum,
  minimumBacktestBound,
  minimumBacktestYears,
  minimumTrackRecord,
  normalSharpeStandardError,
  probabilisticSharpe,
  sharpeStandardError,
} from './sharpeInference.ts'

type Inputs = Record<string, number> & {
  returns?: { gen: GeneratorRule }
  returns_matrix?: { gen: GeneratorRule }
  data?: { gen: GeneratorRule }
}

function estimateOf(returns: Float64Array) {
  return {
    sharpe: sharpeRatio(returns)!,
    observations: returns.length,
    skewness: skewness(returns)!,
    kurtosis: kurtosis(returns)!,
  }
}

const CLAIMED: Record<string, (inputs: Inputs) => unknown> = {
  psr: (i) => probabilisticSharpe(estimateIn(i), i['sr_benchmark']),
  min_trl: (i) => {
    const observations = minimumTrackRecord(estimateIn(i), i['sr_benchmark']!, i['prob']!)
    return { observations: observations ?? null, years: observations === undefined ? undefined : observations / i['periods_per_year']! }
  },
  dsr: (i) => {
    const sr0 = expectedBestSharpe(i['n_trials']!, i['var_trial_sr']!)
    return {
      sr0,
      sr0_annual: sr0 * Math.sqrt(i['periods_per_year']!),
      dsr: deflatedSharpe(estimateIn(i), i['n_trials']!, i['var_trial_sr']!),
    }
  },
  expected_max: (i) => {
    const trials = i['n_trials'] as unknown as number[]
    return { approx: trials.map(expectedMaximum), exact: trials.map(exactExpectedMaximum) }
  },
  binary_bets_sharpe: (i) =>
    binaryBetsSharpe({ betsPerYear: i['bets_per_year']!, profit: i['profit']!, loss: i['loss']! }, i['precision']!),
  binary_bets_implied_precision: (i) =>
    impliedPrecision({ betsPerYear: i['bets_per_year']!, profit: i['profit']!, loss: i['loss']! }, i['target_sharpe']!),
  sharpe_difference_test: (i) => {
    const [a, b] = factorColumns(i.data!.gen).returns
    const found = sharpeDifference(a!, b!)!
    return { ...found, sr1: found.first, sr2: found.second, rho: found.correlation, p_two_sided: found.pValue }
  },
  min_btl: (i) => ({
    years: minimumBacktestYears(i['n_trials']!, i['sr_annual_target']!),
    upper_bound_years: minimumBacktestBound(i['n_trials']!, i['sr_annual_target']!),
  }),
  psr_from_returns: (i) => {
    const estimate = estimateOf(generatedSeries(i.returns!.gen))
    const benchmarks = i['sr_benchmarks'] as unknown as number[]
    return {
      sr: estimate.sharpe,
      skew_pop: estimate.skewness,
      kurt_pop: estimate.kurtosis,
      sr_std_error: sharpeStandardError(estimate),
      sr_std_error_normal_lo: normalSharpeStandardError(estimate.sharpe, estimate.observations),
      psr: benchmarks.map((benchmark) => probabilisticSharpe(estimate, benchmark)),
      min_trl: benchmarks.map((benchmark) => minimumTrackRecord(estimate, benchmark, i['prob']!)),
    }
  },
  dsr_from_trials: (i) => {
    const columns = generatedColumns(i.returns_matrix!.gen)
    const sharpes = Float64Array.from(columns, (column) => sharpeRatio(column)!)
    const best = sharpes.indexOf(Math.max(...sharpes))
    const estimate = estimateOf(columns[best]!)
    const variance = standardDeviation(sharpes)! ** 2
    const correlation = averageCorrelation(columns)!
    const effective = trialsByAverageCorrelation(columns.length, correlation)
    return {
      avg_correlation: correlation,
      n_eff: effective,
      sr0_neff: expectedBestSharpe(effective, variance),
      dsr_neff: deflatedSharpe(estimate, effective, variance),
      best_index: best,
      sr_best: estimate.sharpe,
      skew_pop: estimate.skewness,
      kurt_pop: estimate.kurtosis,
      var_trial_sr: variance,
      sr0: expectedBestSharpe(columns.length, variance),
      psr0: probabilisticSharpe(estimate),
      dsr: deflatedSharpe(estimate, columns.length, variance),
    }
  },
}

function estimateIn(i: Inputs) {
  return { sharpe: i['sr']!, observations: i['n_obs'] ?? 0, skewness: i['skew']!, kurtosis: i['kurtosis_raw']! }
}

const cases = referenceCases<Inputs>('02-sharpe-inference.json')

describe.skipIf(cases.length === 0)('Sharpe inference against ../shared/reference-values (needs that folder)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(mismatches(CLAIMED[one.function]!(one.inputs), one.expected, one.tolerance)).toEqual([])
  })
})

describe('Sharpe inference by its laws', () => {
  const estimate = fc.record({
    sharpe: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    observations: fc.integer({ min: 30, max: 3000 }),
    skewness: fc.double({ min: -1, max: 1, noNaN: true }),
    kurtosis: fc.double({ min: 3, max: 12, noNaN: true }),
  })

  it('one trial deflates nothing, and every further trial deflates more', () => {
    fc.assert(
      fc.property(estimate, (one) => {
        expect(deflatedSharpe(one, 1, 0.01)).toBe(probabilisticSharpe(one))
        const undeflated = probabilisticSharpe(one)!
        const deflated = deflatedSharpe(one, 10, 0.01)!
        // Next to certainty a double has no room for less.
        if (undeflated > 1e-12 && undeflated < 1 - 1e-12) expect(deflated).toBeLessThan(undeflated)
        else expect(deflated).toBeLessThanOrEqual(undeflated)
        expect(deflatedSharpe(one, 1000, 0.01)!).toBeLessThanOrEqual(deflatedSharpe(one, 10, 0.01)!)
      }),
    )
  })

  it('no number of trials is expected to show less than one does, and more show more', () => {
    const expected = [0.5, 1, 1.01, 1.1, 1.2, 1.3, 1.5, 2, 3, 10, 1e6].map((trials) => expectedMaximum(trials))
    expect(expected[0]).toBe(0)
    for (let i = 1; i < expected.length; i++) expect(expected[i]).toBeGreaterThanOrEqual(expected[i - 1]!)
  })

  it('the probability at the minimum track record is the confidence asked for', () => {
    fc.assert(
      fc.property(estimate, (one) => {
        const sharpe = 0.05 + Math.abs(one.sharpe)
        const observations = minimumTrackRecord({ ...one, sharpe }, 0.02, 0.9)!
        expect(probabilisticSharpe({ ...one, sharpe, observations }, 0.02)).toBeCloseTo(0.9, 10)
      }),
    )
  })

  it('says nothing of a single observation or of moments that contradict each other', () => {
    expect(probabilisticSharpe({ sharpe: 0.1, observations: 1, skewness: 0, kurtosis: 3 })).toBeUndefined()
    expect(probabilisticSharpe({ sharpe: 1, observations: 100, skewness: 5, kurtosis: 1 })).toBeUndefined()
  })
})
