import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kurtosis, mean, skewness, standardDeviation } from '../math/moments.ts'
import { drawdownEpisodes, drawdowns, longestUnderWater, maxDrawdown, painIndex, ulcerIndex } from './drawdown.ts'
import { annualReturn, annualVolatility, wealth } from './growth.ts'
import { omegaRatio } from './omega.ts'
import { sharpeRatio } from './sharpe.ts'
import { downsideDeviation, sortinoRatio } from './sortino.ts'
import { tailRatio } from './tailRatio.ts'
import { gainToPain, payoffRatio, profitFactor, winRate } from './winsAndLosses.ts'

const file = fileURLToPath(new URL('../../shared/reference-values/01-performance-metrics.json', import.meta.url))

interface Inputs {
  returns: number[] | { values: number[] }
  periods_per_year?: number
  rf_per_period?: number
  mar_per_period?: number
  omega_threshold_per_period?: number
}
interface Case {
  name: string
  function: string
  inputs: Inputs
  expected: unknown
  tolerance: { abs: number; rel: number }
}

/** Kinds of case that are not claimed, and why. */
const NOT_CLAIMED: Record<string, string> = {
  stability_r2: 'no figure of ours',
  information_ratio_period: 'no figure relative to a benchmark is reported yet',
  alpha_beta: 'no figure relative to a benchmark is reported yet',
  relative_summary: 'no figure relative to a benchmark is reported yet',
  relative_summary_full: 'no figure relative to a benchmark is reported yet',
  lo_sharpe_aggregation: 'annualisation is the plain √P, so stated',
  lo_eta_ar1: 'annualisation is the plain √P, so stated',
}

/** Keys of claimed cases that follow another convention, and which. */
const OTHER_CONVENTION: Record<string, string> = {
  sharpe_annual_geometric: 'the arithmetic Sharpe ratio is used',
  sortino_subset: 'all observations count, not the losing ones only',
  ulcer_index_nminus1: 'divided by n',
  skew_sample: 'population moments, as Sharpe inference needs them',
  exkurt_sample: 'population moments, raw',
  bacon_sample_skew: 'population moments',
  bacon_sample_exkurt: 'population moments',
  downside_potential: 'no figure of ours',
  downside_frequency: 'no figure of ours',
  upside_risk: 'no figure of ours',
  burke_ratio: 'no figure of ours',
  omega_sharpe: 'no figure of ours',
  mean_absolute_deviation: 'no figure of ours',
}

/** Every figure by the name the reference gives it. */
function figures(inputs: Inputs): Record<string, number | undefined> {
  const given = Array.isArray(inputs.returns) ? inputs.returns : inputs.returns.values
  const returns = Float64Array.from(given.filter((value) => (value as number | null) !== null))
  const periods = inputs.periods_per_year ?? 1
  const fallen = drawdowns(wealth(returns)).subarray(1)
  const cagr = annualReturn(returns, periods) as number
  const deepest = maxDrawdown(fallen)
  const downside = downsideDeviation(returns, inputs.mar_per_period)
  return {
    mean: mean(returns),
    sd: standardDeviation(returns),
    sharpe_period: sharpeRatio(returns, 1, inputs.rf_per_period),
    sharpe_annual: sharpeRatio(returns, periods, inputs.rf_per_period),
    downside_dev: downside,
    downside_dev_annual: downside === undefined ? undefined : downside * Math.sqrt(periods),
    sortino_period: sortinoRatio(returns, 1, inputs.mar_per_period),
    kappa2: sortinoRatio(returns, 1, inputs.mar_per_period),
    sortino_annual: sortinoRatio(returns, periods, inputs.mar_per_period),
    cagr,
    ann_vol: annualVolatility(returns, periods),
    total_return: (wealth(returns).at(-1) as number) - 1,
    max_drawdown: deepest,
    max_drawdown_length: longestUnderWater(fallen),
    calmar: deepest === 0 ? undefined : cagr / deepest,
    omega: omegaRatio(returns, inputs.omega_threshold_per_period),
    profit_factor: profitFactor(returns),
    bernardo_ledoit: profitFactor(returns),
    tail_ratio: tailRatio(returns),
    ulcer_index: ulcerIndex(fallen),
    pain_index: painIndex(fallen),
    pain_ratio: cagr / (painIndex(fallen) as number),
    martin_ratio: cagr / (ulcerIndex(fallen) as number),
    gain_to_pain: gainToPain(returns),
    win_rate: winRate(returns),
    payoff_ratio: payoffRatio(returns),
    skew_pop: skewness(returns),
    kurt_pop: kurtosis(returns),
  }
}

function expectClose(got: number | undefined, expected: unknown, { abs, rel }: Case['tolerance'], what: string): void {
  if (expected === null) expect(got, what).toBeUndefined()
  else if (expected === 'Infinity') expect(got, what).toBe(Infinity)
  else {
    const difference = Math.abs((got as number) - (expected as number))
    expect(difference, `${what}: ${got} is not ${JSON.stringify(expected)}`).toBeLessThanOrEqual(abs + rel * Math.abs(expected as number))
  }
}

describe.skipIf(!existsSync(file))('performance figures against ../shared/reference-values (needs that folder)', () => {
  const { cases } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }) : { cases: [] }
  const claimed = cases.filter((one) => NOT_CLAIMED[one.function] === undefined)

  it('claims all but the kinds that are listed as not claimed', () => {
    expect(claimed.length).toBe(cases.length - 7)
  })

  it.each(claimed.filter((one) => one.function !== 'drawdown_episodes').map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const ours = figures(one.inputs)
    const expected =
      one.expected !== null && typeof one.expected === 'object' ? Object.entries(one.expected) : [[one.function, one.expected] as const]
    const wanted = expected.filter(([key]) => OTHER_CONVENTION[key] === undefined)
    expect(wanted.length).toBeGreaterThan(0)
    for (const [key, value] of wanted) {
      expect(Object.keys(ours)).toContain(key)
      expectClose(ours[key], value, one.tolerance, key)
    }
  })

  it('drawdown_episodes_bacon', () => {
    const one = cases.find((candidate) => candidate.name === 'drawdown_episodes_bacon')!
    const { episodes } = one.expected as { episodes: [number, number, number | null, number][] }
    const ours = drawdownEpisodes(wealth(Float64Array.from(one.inputs.returns as number[])))
    expect(ours.map(({ peak, trough, recovery }) => [peak, trough, recovery])).toEqual(episodes.map((row) => row.slice(0, 3)))
    ours.forEach(({ depth }, i) => expect(depth).toBeCloseTo(episodes[i]![3], 12))
  })
})
