import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { BadDataError, NoSuchIdError, UsageError } from '../../domain/errors.ts'
import type { Gate, HoldoutFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { deflatedSharpe } from '../../metrics/sharpeInference.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { madeUpReturns, storeTrial } from '../../fixtures/judgedTrial.ts'
import { sampleMetrics, sampleSessionFields, sampleStrategy } from '../../fixtures/sampleFacts.ts'
import { describeVerdict } from './describeVerdict.ts'
import { readVerdict } from './readVerdict.ts'
import { returnFigures } from './returnFigures.ts'

let facts: FactStore
beforeEach(() => {
  facts = openFacts(openWorkspace(temporaryHome()))
})
afterEach(() => {
  facts.close()
})

const gate = (name: string, passed: boolean, value: number | null = 1): Gate => ({
  name,
  passed,
  value,
  threshold: 0.5,
  rule: '>',
  detail: `what ${name} is`,
})

/** A strategy with a verdict of these gates. */
function judged(index: number, gates: Gate[], session_id = 'ses_sample'): string {
  const trial = storeTrial(facts, {
    id: `trial_${index}`,
    returns: madeUpReturns(index, 3),
    walk: { by_fold: [fold] },
    changes: { session_id },
  })
  const strategy = sampleStrategy(index, { code_hash: trial.code_hash })
  facts.record('strategies', strategy)
  facts.record('verdicts', {
    verdict_id: factId('verdict', { trial_id: trial.trial_id }),
    ...{ trial_id: trial.trial_id, session_id: trial.session_id, gates, trials_counted: 40, effective_trials: 12.4 },
    approved: gates.every(({ passed }) => passed),
    regimes: [{ regime: 'bull', days: 90, sharpe_ratio: 1.5, total_return: 0.2, share_of_profit: 0.6 }],
    monte_carlo: { resamples: 1000, drawdown_p50: 0.11, drawdown_p95: 0.22, wealth_p05: 0.9, wealth_p50: 1.4, probability_of_loss: 0.08 },
    created_at: '2024-06-01T00:00:00.000Z',
  })
  return strategy.strategy_id
}
const fold = {
  train_from: '2023-01-01T00:00:00.000Z',
  train_to: '2023-06-01T00:00:00.000Z',
  test_from: '2023-06-01T00:00:00.000Z',
  test_to: '2023-07-01T00:00:00.000Z',
  params: { period: 14 },
  is_sharpe: 2,
  oos_sharpe: null,
  oos_trades: 3,
}

function open(index: number, changes: Partial<HoldoutFact> = {}): void {
  const [code_hash, dataset_id] = [`text of trial_${index}`, 'binance:BTCUSDT:1h']
  facts.record('holdouts', {
    holdout_id: factId('hold', { code_hash, dataset_id }),
    ...{ code_hash, dataset_id, dataset_hash: 'd', trial_id: `trial_${index}`, session_id: 's', failure: null },
    opened_from: '2024-01-01T00:00:00.000Z',
    opened_to: '2024-05-31T23:00:00.000Z',
    metrics: { ...sampleMetrics(0), sharpe_ratio: 1.875, num_trades: 77 },
    probability_of_skill: 0.987,
    created_at: '2024-06-01T00:00:00.000Z',
    ...changes,
  })
}

describe('the verdict as a person reads it', () => {
  it('of an approved strategy tells everything, the holdout’s figures included', () => {
    const id = judged(1, [gate('fdr', true), gate('holdout', true, null)])
    open(1)
    const document = readVerdict(facts, id)
    expect(document).toMatchObject({
      approved: true,
      failed_gates: [],
      trials_counted: 40,
      effective_trials: 12.4,
      deflated_for: 40,
      today: { trials_counted: 1, deflated_for: 40 },
    })
    expect(document.walk_forward).not.toHaveProperty('trial_id')
    const text = describeVerdict(document)
    expect(text).toMatch(/APPROVED: every gate passed, among 40 trials, 12 independent ones/)
    expect(text).toMatch(/Sealed holdout, 2024-01-01 to 2024-05-31, opened 2024-06-01: Sharpe 1.8[78].*77 trades; .*0.987/)
    expect(text).toMatch(/period 14 .*2023-06-01 to 2023-07-01 +– +3/)
    expect(text).toMatch(/drawdown 11.0 % in the middle, 22.0 % at the 95th percentile/)
    expect(text).not.toMatch(/undefined|NaN|null/)
  })

  it('of a rejected one names the gates, and says that the holdout is still sealed', () => {
    const text = describeVerdict(readVerdict(facts, judged(1, [gate('fdr', false, null), gate('stress_costs', false, -1)])))
    expect(text).toMatch(/REJECTED by fdr, stress_costs/)
    expect(text).toMatch(/Sealed holdout: not opened \(every other gate comes first\)/)
    expect(text).not.toMatch(/undefined|NaN|null/)
  })

  it('of a text that had its opening says that a second one was refused, and not what the first one said', () => {
    open(1, { trial_id: 'another' })
    const document = readVerdict(facts, judged(1, [gate('holdout', false, null)]))
    expect(document.holdout).toBeNull()
    expect(describeVerdict(document)).toMatch(/Sealed holdout: refused \(it was opened for what this strategy does before/)
    expect(JSON.stringify(document) + describeVerdict(document)).not.toMatch(/0\.987|1\.875/)
  })

  it('of one that hardly traded on the sealed bars says that there is no probability of skill', () => {
    open(1, { probability_of_skill: null })
    const text = describeVerdict(readVerdict(facts, judged(1, [gate('holdout', false, null)])))
    expect(text).toMatch(/77 trades; probability of a Sharpe ratio above 0: none \(too few days with a return\)/)
  })

  it('of one that failed on the sealed bars says how', () => {
    open(1, { metrics: null, probability_of_skill: null, failure: { stage: 'backtest', code: 'threw', message: 'It threw.' } })
    expect(describeVerdict(readVerdict(facts, judged(1, [gate('holdout', false, null)])))).toMatch(/the strategy failed \(It threw\.\)/)
  })

  it('deflates today for what was tried since', () => {
    const id = judged(1, [gate('fdr', false)])
    const then = readVerdict(facts, id).today.deflated_sharpe!
    for (let i = 10; i < 60; i++) storeTrial(facts, { id: `later ${i}`, returns: madeUpReturns(i, 0) })
    const { trials_counted, deflated_for, deflated_sharpe } = readVerdict(facts, id).today
    expect([trials_counted, deflated_for]).toEqual([51, 51])
    expect(deflated_sharpe).toBeLessThan(then)
    const own = facts.trialStats('binance:BTCUSDT:1h').find(({ trial_id }) => trial_id === 'trial_1')!
    expect(deflated_sharpe).toBeCloseTo(deflatedSharpe(own, 51, 1 / 729)!, 12)
  })

  it('deflates today for no less than judged: the budget of the session where that was more than was counted', () => {
    const { session_id } = facts.claimSession(sampleSessionFields({ strategies_budget: 500 }))
    const document = readVerdict(facts, judged(1, [gate('fdr', true)], session_id))
    expect(document).toMatchObject({ trials_counted: 40, deflated_for: 500, today: { trials_counted: 1, deflated_for: 500 } })
    const own = facts.trialStats('binance:BTCUSDT:1h')[0]!
    expect(document.today.deflated_sharpe).toBeCloseTo(deflatedSharpe(own, 500, 1 / 729)!, 12)
    const text = describeVerdict(document)
    expect(text).toMatch(/among 500 trials \(its session’s budget; 40 were counted\)/)
    expect(text).toMatch(/Today, deflated for 500 trials: /)
  })
})

describe('the figures beside the gates', () => {
  it('are those of the daily returns, as worked by hand', () => {
    const figures = returnFigures({ first_day: '2024-01-01', returns: [0.1, -0.2, 0.25, -0.05, 0.3] })!
    // Wealth 1, 1.1, 0.88, 1.1, 1.045, 1.3585.
    expect(figures).toMatchObject({ days: 5 })
    expect(figures.falls).toEqual([
      { depth: expect.closeTo(0.2, 12) as number, from: '2024-01-01', trough: '2024-01-02', recovered: '2024-01-03', days_under_water: 2 },
      { depth: expect.closeTo(0.05, 12) as number, from: '2024-01-03', trough: '2024-01-04', recovered: '2024-01-05', days_under_water: 2 },
    ])
    expect(figures.ulcer_index).toBeCloseTo(Math.sqrt((0.2 ** 2 + 0.05 ** 2) / 5), 12)
    expect(returnFigures({ first_day: '2024-01-01', returns: [0.1] })).toBeNull()
  })

  it('take autocorrelation out of the Sharpe ratio: trending returns have a smaller one, independent ones the same', () => {
    const shocks = [...madeUpReturns(4, 2, 3000)]
    const plain = returnFigures({ first_day: '2016-01-01', returns: shocks })!
    const trending = returnFigures({ first_day: '2016-01-01', returns: shocks.map((one, i) => one + 0.5 * (shocks[i - 1] ?? 0)) })!
    const annual = (returns: number[]): number => sharpeRatio(Float64Array.from(returns), 365)!
    expect(plain.autocorrelation_adjusted_sharpe! / annual(shocks)).toBeGreaterThan(0.8)
    expect(trending.autocorrelation_adjusted_sharpe! / annual(shocks.map((one, i) => one + 0.5 * (shocks[i - 1] ?? 0)))).toBeLessThan(0.8)
  })

  it('say whether it stands out among all that was tried on these days', () => {
    const good = judged(1, [gate('fdr', true)])
    for (let i = 10; i < 50; i++) storeTrial(facts, { id: `other ${i}`, returns: madeUpReturns(i, 0) })
    const document = readVerdict(facts, good)
    expect(document.among_trials).toMatchObject({ trials: 41 })
    expect(document.among_trials!.step_m_singles_it_out).toBe(document.among_trials!.step_m_discoveries > 0)
    expect(describeVerdict(document)).toMatch(/Among the 41 trials with returns on these days: Reality Check p 0\.\d+; StepM/)
  })
})

describe('what has no verdict', () => {
  it.each([
    ['an unknown id', 'strat_nope', NoSuchIdError, /no strategy "strat_nope"/],
    ['an ambiguous beginning', 'str_', UsageError, /More than one strategy begins with "str_"/],
    ['a strategy that failed', 'str_000000000006', BadDataError, /has no verdict: it failed at causality \(It changed\.\)/],
  ])('%s is told in one sentence', (_what, id, kind, message) => {
    for (const index of [5, 6]) facts.record('strategies', sampleStrategy(index))
    expect(() => readVerdict(facts, id)).toThrow(kind)
    expect(() => readVerdict(facts, id)).toThrow(message)
  })
})
