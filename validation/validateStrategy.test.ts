import { describe, expect, it } from 'vitest'
import type { Metrics } from '../domain/metrics.ts'
import type { Candidate } from './gate.ts'
import { monteCarlo } from './monteCarlo/monteCarlo.ts'
import { validateStrategy } from './validateStrategy.ts'

const metrics: Metrics = {
  sharpe_ratio: 2.5,
  sortino_ratio: 3,
  calmar_ratio: 2,
  omega_ratio: 1.5,
  total_return: 0.8,
  annual_return: 0.8,
  annual_volatility: 0.3,
  max_drawdown: 0.2,
  max_drawdown_bars: 300,
  win_rate: 0.55,
  profit_factor: 1.6,
  expectancy: 0.004,
  num_trades: 150,
  exposure: 0.4,
  turnover: 90,
  fees_paid: 300,
  bars: 8760,
  accounting_residual: 1e-16,
}
const good: Candidate = {
  metrics,
  baselines: {
    buy_and_hold: { sharpe_ratio: 0.9, total_return: 0.4, max_drawdown: 0.5 },
    coin_flip: { sharpe_ratio: -0.2, total_return: -0.1, runs: 21, share_beaten: 1 },
  },
  dailyStats: { sharpe: 2.5 / Math.sqrt(365), observations: 730, skewness: 0, kurtosis: 3 },
  walkForward: { is_sharpe: 2, oos_sharpe: 1.6, oos_trades: 90, folds: 12 },
  stressSharpe: 1.4,
  monteCarlo: monteCarlo(Float64Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? -0.01 : 0.008))),
  oneRegime: { lives_on_one_regime: false, regime: 'bull', share_of_profit: 0.5 },
  trials: 1,
  qValue: 0.01,
}
const oneRegime = { lives_on_one_regime: true, regime: 'bull', share_of_profit: 0.5 } as const
const deep = monteCarlo(Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? -0.08 : 0.085)))
const walked = (is_sharpe: number, oos_sharpe: number): Candidate => ({
  ...good,
  walkForward: { is_sharpe, oos_sharpe, oos_trades: 9, folds: 4 },
})
const withMetrics = (change: Partial<Metrics>): Candidate => ({ ...good, metrics: { ...metrics, ...change } })
const failed = (candidate: Candidate): string[] =>
  validateStrategy(candidate)
    .gates.filter((gate) => !gate.passed)
    .map((gate) => gate.name)

describe('validateStrategy', () => {
  it('approves what passes every gate', () => {
    expect(validateStrategy(good).approved).toBe(true)
    expect(failed(good)).toEqual([])
  })

  const flip = (share_beaten: number): Candidate => ({
    ...good,
    baselines: { ...good.baselines, coin_flip: { ...good.baselines.coin_flip, share_beaten } },
  })
  const held = (sharpe_ratio: number | null): Candidate => ({
    ...good,
    baselines: { ...good.baselines, buy_and_hold: { ...good.baselines.buy_and_hold, sharpe_ratio } },
  })

  it.each([
    ['one trade too few', withMetrics({ num_trades: 29 }), ['sanity_trades']],
    ['just enough trades', withMetrics({ num_trades: 30 }), []],
    ['hardly ever in', withMetrics({ exposure: 0.01 }), ['sanity_exposure']],
    ['in all the time, but trading: stop and reverse', withMetrics({ exposure: 1 }), []],
    ['books that disagree', withMetrics({ accounting_residual: 1e-9 }), ['accounting_residual']],
    ['no better than holding', held(2.5), ['beats_buy_and_hold']],
    [
      'worse than nothing where holding has no ratio',
      { ...held(null), metrics: { ...metrics, sharpe_ratio: -0.1 } },
      ['beats_buy_and_hold'],
    ],
    ['19 of 21 coin flips', flip(19 / 21), ['beats_coin_flip']],
    ['20 of 21 coin flips', flip(20 / 21), []],
    ['nothing left out of sample', walked(2, -0.1), ['oos_sharpe_positive', 'oos_vs_is']],
    ['too little of it left out of sample', walked(2, 1.4), ['oos_vs_is']],
    ['just enough of it left', walked(2, 1.41), []],
    ['lost in sample, too', walked(-1, -0.2), ['oos_sharpe_positive', 'oos_vs_is']],
    ['a discovery that many trials make', { ...good, qValue: 0.051 }, ['fdr']],
    ['an edge that lives on cheap fills', { ...good, stressSharpe: 0 }, ['stress_costs']],
    ['deep holes in another order of days', { ...good, monteCarlo: deep }, ['monte_carlo_drawdown']],
    ['all profit from one kind of market', { ...good, oneRegime: { ...oneRegime, share_of_profit: 0.81 } }, ['regime_robustness']],
  ] as [string, Candidate, string[]][])('%s', (_what, candidate, names) => {
    expect(failed(candidate)).toEqual(names)
    expect(validateStrategy(candidate).approved).toBe(names.length === 0)
  })

  it('deflates for every trial that was counted', () => {
    const tried = (trials: number): Candidate => ({ ...good, trials })
    const probability = (candidate: Candidate) => validateStrategy(candidate).gates.find((gate) => gate.name === 'deflated_sharpe')!.value!
    expect(probability(good)).toBeGreaterThan(0.999)
    expect(probability(tried(1))).toBe(probability(good))
    expect(probability(tried(5))).toBeLessThan(probability(good))
    expect(failed(tried(1000))).toEqual(['deflated_sharpe'])
  })

  it('does not let a missing figure pass', () => {
    const none = { sharpe: null, observations: 0, skewness: null, kurtosis: null }
    expect(failed({ ...good, dailyStats: none })).toEqual(['deflated_sharpe'])
    expect(failed({ ...good, dailyStats: { ...good.dailyStats, observations: 1 } })).toEqual(['deflated_sharpe'])
    expect(failed({ ...good, walkForward: null })).toEqual(['oos_sharpe_positive', 'oos_vs_is'])
    expect(failed({ ...good, qValue: null, stressSharpe: null })).toEqual(['fdr', 'stress_costs'])
    expect(failed({ ...good, monteCarlo: undefined, oneRegime: undefined })).toEqual(['monte_carlo_drawdown', 'regime_robustness'])
    expect(failed(withMetrics({ sharpe_ratio: null }))).toEqual(['beats_buy_and_hold'])
    // Read as 0, the missing ratio would beat a holder who lost.
    expect(failed({ ...held(-0.5), metrics: { ...metrics, sharpe_ratio: null } })).toEqual(['beats_buy_and_hold'])
  })

  it('gives every figure with its threshold and rule', () => {
    expect(validateStrategy(good).gates[0]).toEqual({
      name: 'sanity_trades',
      passed: true,
      value: 150,
      threshold: 30,
      rule: '>=',
      detail: 'round trips: fewer say nothing',
    })
  })
})
