import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kurtosis, skewness, standardDeviation } from '../math/moments.ts'
import { sharpeRatio } from './sharpe.ts'
import {
  deflatedSharpe,
  expectedBestSharpe,
  expectedMaximum,
  minimumBacktestYears,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeStandardError,
} from './sharpeInference.ts'

const file = fileURLToPath(new URL('../../shared/reference-values/02-sharpe-inference.json', import.meta.url))

type Inputs = Record<string, number> & { returns?: { values: number[] }; returns_matrix?: { gen: MatrixRule } }
interface MatrixRule {
  seed: number
  rows: number
  cols: number
  loc: number | number[]
  scale: number
  a?: number
  b?: number
}
interface Case {
  name: string
  function: string
  inputs: Inputs
  expected: unknown
  tolerance: { abs: number; rel: number }
}

const NOT_CLAIMED: Record<string, string> = {
  binary_bets_sharpe: 'no figure of ours',
  binary_bets_implied_precision: 'no figure of ours',
  sharpe_difference_test: 'candidates are not compared pairwise yet',
}

/** MINSTD stream summed to near-normal numbers, as the reference describes it; columns of the matrix. */
function matrixColumns({ seed, rows, cols, loc, scale, a = 0, b = 0 }: MatrixRule): Float64Array[] {
  let state = seed
  const near = (): number => {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += (state = (16807 * state) % 2147483647) / 2147483647
    const z = sum - 6
    return z + a * (z * z - 1) + b * (z * z * z)
  }
  const columns = Array.from({ length: cols }, () => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    columns.forEach((column, i) => (column[row] = (typeof loc === 'number' ? loc : loc[i]!) + scale * near()))
  }
  return columns
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
  expected_max: (i) => ({ approx: (i['n_trials'] as unknown as number[]).map(expectedMaximum) }),
  min_btl: (i) => ({ years: minimumBacktestYears(i['n_trials']!, i['sr_annual_target']!) }),
  psr_from_returns: (i) => {
    const estimate = estimateOf(Float64Array.from(i.returns!.values))
    const benchmarks = i['sr_benchmarks'] as unknown as number[]
    return {
      sr: estimate.sharpe,
      skew_pop: estimate.skewness,
      kurt_pop: estimate.kurtosis,
      sr_std_error: sharpeStandardError(estimate),
      psr: benchmarks.map((benchmark) => probabilisticSharpe(estimate, benchmark)),
      min_trl: benchmarks.map((benchmark) => minimumTrackRecord(estimate, benchmark, i['prob']!)),
    }
  },
  dsr_from_trials: (i) => {
    const columns = matrixColumns(i.returns_matrix!.gen)
    const sharpes = Float64Array.from(columns, (column) => sharpeRatio(column)!)
    const best = sharpes.indexOf(Math.max(...sharpes))
    const estimate = estimateOf(columns[best]!)
    const variance = standardDeviation(sharpes)! ** 2
    return {
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

function expectClose(got: unknown, expected: unknown, tolerance: Case['tolerance'], what: string): void {
  if (Array.isArray(expected)) {
    expected.forEach((value, i) => expectClose((got as unknown[])[i], value, tolerance, `${what}[${i}]`))
  } else if (expected === null) expect(got, what).toBeNull()
  else {
    const difference = Math.abs((got as number) - (expected as number))
    expect(difference, `${what}: ${String(got)} is not ${JSON.stringify(expected)}`).toBeLessThanOrEqual(
      tolerance.abs + tolerance.rel * Math.abs(expected as number),
    )
  }
}

/** In the reference, not among our figures. */
const OTHER_KEYS = ['exact', 'upper_bound_years', 'sr_std_error_normal_lo', 'avg_correlation', 'n_eff', 'sr0_neff', 'dsr_neff']

describe.skipIf(!existsSync(file))('Sharpe inference against ../shared/reference-values (needs that folder)', () => {
  const { cases } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }) : { cases: [] }
  const claimed = cases.filter((one) => NOT_CLAIMED[one.function] === undefined)

  it('claims all but the kinds that are listed as not claimed', () => {
    expect(claimed.length).toBe(cases.length - 4)
    for (const one of claimed) expect(Object.keys(CLAIMED)).toContain(one.function)
  })

  it.each(claimed.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const got = CLAIMED[one.function]!(one.inputs)
    if (typeof one.expected === 'number') {
      expectClose(got, one.expected, one.tolerance, one.function)
      return
    }
    for (const [key, value] of Object.entries(one.expected as object)) {
      if (!OTHER_KEYS.includes(key)) expectClose((got as Record<string, unknown>)[key], value, one.tolerance, key)
    }
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
