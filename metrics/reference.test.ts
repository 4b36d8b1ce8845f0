import { describe, expect, it } from 'vitest'
import { kurtosis, mean, skewness, standardDeviation } from '../math/moments.ts'
import { referenceCases } from '../math/reference/cases.ts'
import { mismatches } from '../math/reference/mismatches.ts'
import { factorColumns, generatedSeries, type GeneratorRule } from '../math/reference/series.ts'
import { sampleExcessKurtosis, sampleSkewness } from '../math/sampleMoments.ts'
import { autocorrelations, sharpeGrowth, sharpeGrowthAr1 } from './autocorrelatedSharpe.ts'
import {
  alphaBeta,
  annualAlpha,
  geometricInformationRatio,
  informationRatio,
  modiglianiSquared,
  trackingError,
  treynorRatio,
} from './benchmark.ts'
import { captureRatios, geometricCaptureRatios } from './captures.ts'
import { downsideFrequency, downsidePotential, meanAbsoluteDeviation, omegaSharpe, stability, upsideRisk } from './dispersion.ts'
import { drawdownEpisodes, drawdowns, longestUnderWater, maxDrawdown, painIndex, ulcerIndex } from './drawdown.ts'
import { burkeRatio, calmarRatio, martinRatio, painRatio } from './drawdownRatios.ts'
import { annualReturn, annualVolatility, wealth } from './growth.ts'
import { omegaRatio } from './omega.ts'
import { correlation } from './rankCorrelation.ts'
import { adjustedSharpe, geometricSharpe, sharpeRatio } from './sharpe.ts'
import { downsideDeviation, sortinoRatio } from './sortino.ts'
import { tailRatio } from './tailRatio.ts'
import { gainToPain, payoffRatio, profitFactor, winRate } from './winsAndLosses.ts'

interface Inputs {
  returns: (number | null)[] | { gen: GeneratorRule } | string
  benchmark?: number[] | string
  data?: { gen: GeneratorRule }
  periods_per_year?: number
  rf_per_period?: number
  mar_per_period?: number
  omega_threshold_per_period?: number
  q?: number
  cases?: [number, number][]
}

/** Keys of claimed cases that follow another convention, and which. */
const OTHER_CONVENTION: Record<string, string> = {
  sortino_subset: 'all observations count, not the losing ones only',
  ulcer_index_nminus1: 'divided by n',
  burke_ratio: 'the software sums runs of losses as if they were per cent; ours are the falls from a peak, as Burke has them',
  bacon_sample_skew: 'standardises G1 by the population deviation: neither ours nor the usual G1',
  bacon_sample_exkurt: 'standardises G2 by the population deviation: neither ours nor the usual G2',
}

function seriesOf({ returns, data }: Inputs): Float64Array {
  if (typeof returns === 'string') return factorColumns(data!.gen).returns[0]!
  if (!Array.isArray(returns)) return generatedSeries(returns.gen)
  return Float64Array.from(returns.filter((value) => value !== null))
}

/** Every figure by the name the reference gives it. */
function figures(inputs: Inputs): Record<string, unknown> {
  const returns = seriesOf(inputs)
  const { periods_per_year: periods = 1, rf_per_period: riskFree = 0, mar_per_period: minimum = 0 } = inputs
  const fallen = drawdowns(wealth(returns)).subarray(1)
  const downside = downsideDeviation(returns, minimum)
  return {
    mean: mean(returns),
    sd: standardDeviation(returns),
    sharpe_period: sharpeRatio(returns, 1, riskFree),
    sharpe_annual: sharpeRatio(returns, periods, riskFree),
    sharpe_annual_geometric: geometricSharpe(returns, periods, riskFree),
    adjusted_sharpe: adjustedSharpe(returns, riskFree),
    downside_dev: downside,
    downside_dev_annual: downside === undefined ? undefined : downside * Math.sqrt(periods),
    downside_potential: downsidePotential(returns, minimum),
    downside_frequency: downsideFrequency(returns, minimum),
    upside_risk: upsideRisk(returns, minimum),
    omega_sharpe: omegaSharpe(returns, minimum),
    mean_absolute_deviation: meanAbsoluteDeviation(returns),
    sortino_period: sortinoRatio(returns, 1, minimum),
    kappa2: sortinoRatio(returns, 1, minimum),
    sortino_annual: sortinoRatio(returns, periods, minimum),
    cagr: annualReturn(returns, periods),
    ann_vol: annualVolatility(returns, periods),
    total_return: (wealth(returns).at(-1) as number) - 1,
    max_drawdown: maxDrawdown(fallen),
    max_drawdown_length: longestUnderWater(fallen),
    calmar: calmarRatio(returns, periods),
    omega: omegaRatio(returns, inputs.omega_threshold_per_period),
    profit_factor: profitFactor(returns),
    bernardo_ledoit: profitFactor(returns),
    tail_ratio: tailRatio(returns),
    ulcer_index: ulcerIndex(fallen),
    pain_index: painIndex(fallen),
    pain_ratio: painRatio(returns, periods),
    martin_ratio: martinRatio(returns, periods),
    burke_ratio: burkeRatio(returns, periods),
    gain_to_pain: gainToPain(returns),
    win_rate: winRate(returns),
    payoff_ratio: payoffRatio(returns),
    skew_pop: skewness(returns),
    kurt_pop: kurtosis(returns),
    skew_sample: sampleSkewness(returns),
    exkurt_sample: sampleExcessKurtosis(returns),
    stability_r2: stability(returns),
    episodes: drawdownEpisodes(wealth(returns)).map(({ peak, trough, recovery, depth }) => [peak, trough, recovery, depth]),
  }
}

/** Figures relative to a benchmark. */
function relative(inputs: Inputs): Record<string, unknown> {
  const returns = seriesOf(inputs)
  const benchmark = Array.isArray(inputs.benchmark) ? Float64Array.from(inputs.benchmark) : factorColumns(inputs.data!.gen).factors[0]!
  const { periods_per_year: periods = 1, rf_per_period: riskFree = 0 } = inputs
  const line = alphaBeta(returns, benchmark, riskFree)
  const alpha = line?.alpha ?? NaN
  const plain = captureRatios(returns, benchmark)
  const geometric = geometricCaptureRatios(returns, benchmark)
  return {
    beta: line?.beta,
    alpha_per_period: alpha,
    alpha_annual_simple: alpha * periods,
    alpha_annual_geometric: annualAlpha(alpha, periods),
    correlation: correlation(returns, benchmark),
    r_squared: line?.rSquared,
    tracking_error_annual: trackingError(returns, benchmark, periods),
    information_ratio_period: informationRatio(returns, benchmark),
    information_ratio_annual_arith: informationRatio(returns, benchmark, periods),
    information_ratio_annual_geometric: geometricInformationRatio(returns, benchmark, periods),
    information_ratio_annual: geometricInformationRatio(returns, benchmark, periods),
    treynor_annual: treynorRatio(returns, benchmark, periods, riskFree),
    m_squared: modiglianiSquared(returns, benchmark, periods),
    up_capture: plain.up,
    down_capture: plain.down,
    up_capture_geometric: geometric.up,
    down_capture_geometric: geometric.down,
    alpha_beta: [annualAlpha(alpha, periods), line?.beta],
  }
}

function aggregated(inputs: Inputs): Record<string, unknown> {
  const returns = seriesOf(inputs)
  const q = inputs.q!
  const rho = autocorrelations(returns, q - 1)!
  const eta = sharpeGrowth(q, (lag) => rho[lag - 1]!)!
  return {
    rho,
    eta,
    sharpe_period: sharpeRatio(returns),
    sharpe_annual_adjusted: eta * sharpeRatio(returns)!,
    sharpe_annual_naive: sharpeRatio(returns, q),
  }
}

/** Kinds with figures of their own; all others are single series. */
const CLAIMED: Record<string, (inputs: Inputs) => unknown> = {
  information_ratio_period: (inputs) => relative(inputs).information_ratio_period,
  alpha_beta: (inputs) => relative(inputs).alpha_beta,
  relative_summary: relative,
  relative_summary_full: relative,
  lo_sharpe_aggregation: aggregated,
  lo_eta_ar1: ({ cases: rows }) => rows!.map(([rho, q]) => sharpeGrowthAr1(rho, q)),
}

const cases = referenceCases<Inputs>('01-performance-metrics.json')

describe.skipIf(cases.length === 0)('performance figures against ../shared/reference-values (needs that folder)', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const isTable = typeof one.expected === 'object' && one.expected !== null && !Array.isArray(one.expected)
    const got = CLAIMED[one.function]?.(one.inputs) ?? (isTable ? figures(one.inputs) : figures(one.inputs)[one.function])
    const wanted = isTable
      ? Object.fromEntries(Object.entries(one.expected as object).filter(([key]) => OTHER_CONVENTION[key] === undefined))
      : one.expected
    expect(mismatches(got, wanted, one.tolerance)).toEqual([])
  })
})
