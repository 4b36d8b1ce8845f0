import { describe, expect, it, vi } from 'vitest'
import { walkingBars } from '../backtest/proof/madeUpBars.ts'
import { openFacts, type FactStore } from '../data/facts/openFacts.ts'
import { openWorkspace } from '../data/workspace.ts'
import type { HoldoutFact, TrialFact } from '../domain/facts.ts'
import { temporaryHome } from '../fixtures/home.ts'
import { madeUpReturns, storeTrial } from '../fixtures/judgedTrial.ts'
import { seededRandom } from '../math/random.ts'
import { luckVariance } from '../metrics/luckVariance.ts'
import { deflatedSharpe } from '../metrics/sharpeInference.ts'
import type { Opening } from './holdout/openHoldout.ts'
import { judge, type Judgement } from './judge.ts'
import { RESEARCH_GATES } from './validateStrategy.ts'

const RESEARCH = RESEARCH_GATES.map(({ name }) => name)
const SKILLED = madeUpReturns('skilled', 4)
const bars = walkingBars(seededRandom('market'), 24 * 900, 0.008)
const opened = (probability_of_skill: number | null): HoldoutFact => ({ probability_of_skill, failure: null }) as HoldoutFact
const names = ({ gates }: Judgement): string[] => gates.map(({ name }) => name)
const failed = ({ gates }: Judgement): string[] => gates.filter(({ passed }) => !passed).map(({ name }) => name)

/** A workspace of its own, with `others` trials of no skill besides. */
function store(others = 5): FactStore {
  const facts = openFacts(openWorkspace(temporaryHome()))
  for (let i = 0; i < others; i++) storeTrial(facts, { id: `noise ${i}`, returns: madeUpReturns(i, 0) })
  return facts
}

async function verdictOn(facts: FactStore, trial: TrialFact, { opening = opened(0.99) as Opening, budget = 1 } = {}) {
  const openHoldout = vi.fn(() => Promise.resolve(opening))
  const judgement = await judge({ facts, trial, bars, timeframe: '1h', budget, openHoldout })
  return { ...judgement, openings: openHoldout.mock.calls.length }
}

describe('the stages of a verdict', () => {
  it('are the research gates, overfitting, and the sealed holdout: one approval passes all of them', async () => {
    const facts = store()
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'good', returns: SKILLED }))
    expect(failed(verdict)).toEqual([])
    expect(verdict).toMatchObject({ approved: true, trials_counted: 6, openings: 1 })
    expect(names(verdict)).toEqual([...RESEARCH, 'pbo', 'holdout'])
    expect(verdict.effective_trials).toBeGreaterThan(4)
    expect(verdict.regimes.map(({ regime }) => regime)).toEqual(['bull', 'bear', 'sideways', 'high_volatility'])
    expect(verdict.monte_carlo).toMatchObject({ resamples: expect.any(Number) as number })
  })

  it('end where a research gate fails: neither overfitting nor the holdout is in the verdict, and nothing is opened', async () => {
    const facts = store()
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'dear', returns: SKILLED, changes: { stress_sharpe: -0.1 } }))
    expect(failed(verdict)).toEqual(['stress_costs'])
    expect(names(verdict)).toEqual(RESEARCH)
    expect(verdict).toMatchObject({ approved: false, effective_trials: null, openings: 0 })
  })

  it('end at overfitting where the best of one half is the worst of the other', async () => {
    const facts = store(0)
    const turning = (sign: number): Float64Array => {
      const noise = madeUpReturns(sign, 0, 736)
      return noise.map((value, i) => value / 10 + (Math.floor(i / 46) % 2 === 0 ? sign : -sign) * 0.02)
    }
    for (const sign of [1, -1]) storeTrial(facts, { id: `turning ${sign}`, returns: turning(sign) })
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'good', returns: SKILLED }))
    expect(failed(verdict)).toEqual(['pbo'])
    expect(names(verdict)).toEqual([...RESEARCH, 'pbo'])
    expect(verdict.gates.at(-1)?.value).toBeGreaterThan(0.5)
    expect(verdict).toMatchObject({ approved: false, openings: 0 })
  })

  it('end at overfitting for a trial that is alone, since nothing can be said about choosing among one', async () => {
    const facts = store(0)
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'good', returns: SKILLED }))
    expect(failed(verdict)).toEqual(['pbo'])
    expect(verdict.gates.at(-1)?.value).toBeNull()
    expect(verdict.openings).toBe(0)
  })

  it.each([
    ['too little skill on the sealed bars', opened(0.899)],
    ['no figure there', opened(null)],
    ['a second opening', 'refused' as const],
  ])('end at the holdout for %s, and tell no figure of it', async (_what, opening) => {
    const facts = store()
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'good', returns: SKILLED }), { opening })
    expect(failed(verdict)).toEqual(['holdout'])
    expect(verdict).toMatchObject({ approved: false, openings: 1 })
    expect(verdict.gates.at(-1)?.value).toBeNull()
    expect(JSON.stringify(verdict)).not.toContain('0.899')
  })
})

describe('what a verdict counts', () => {
  const gate = ({ gates }: Judgement, name: string) => gates.find((one) => one.name === name)

  it('deflates for all trials on the dataset, failed ones, parameters and other sessions’ included', async () => {
    const facts = store()
    const good = storeTrial(facts, { id: 'good', returns: SKILLED })
    const before = await verdictOn(facts, good)
    const nothing = { outcome: 'failed', daily_sharpe: null, metrics: null } as const
    storeTrial(facts, { id: 'failed', returns: new Float64Array(), changes: nothing })
    storeTrial(facts, { id: 'point', returns: madeUpReturns('p', 0), changes: { kind: 'parameter', session_id: 'ses_other' } })
    storeTrial(facts, { id: 'elsewhere', returns: madeUpReturns('e', 0), changes: { dataset_id: 'binance:ETHUSDT:1h' } })
    const after = await verdictOn(facts, good)
    expect([before.trials_counted, after.trials_counted]).toEqual([6, 8])
    const { daily_sharpe, daily_observations, daily_skewness, daily_kurtosis } = good
    const own = { sharpe: daily_sharpe!, observations: daily_observations, skewness: daily_skewness!, kurtosis: daily_kurtosis! }
    expect(gate(after, 'deflated_sharpe')?.value).toBeCloseTo(deflatedSharpe(own, 8, luckVariance(730)!)!, 12)
    expect(gate(after, 'fdr')?.value).toBeGreaterThan(gate(before, 'fdr')!.value!)
  })

  it.each([
    ['ten trials on a month', 10, 31],
    ['forty on eight years', 40, 2920],
  ])('deflates by what luck does on the candidate’s own days, not on those of %s', async (_what, count, days) => {
    const deflated = async (observations: number) => {
      const facts = store(0)
      for (let i = 0; i < count; i++)
        storeTrial(facts, { id: `other ${i}`, returns: madeUpReturns(i, 0, 31), changes: { daily_observations: observations } })
      const own = storeTrial(facts, { id: 'own', returns: madeUpReturns('own', 2) })
      return gate(await verdictOn(facts, own), 'deflated_sharpe')!
    }
    const [others, same] = [await deflated(days), await deflated(730)]
    expect(others.value).toBe(same.value)
    expect(others.detail).toContain('on 730 days')
  })

  it('deflates nobody for less than the session is going to try', async () => {
    const facts = store()
    const modest = storeTrial(facts, { id: 'modest', returns: madeUpReturns('skilled', 2.2) })
    const few = await verdictOn(facts, modest, { budget: 1 })
    const many = await verdictOn(facts, modest, { budget: 10_000 })
    expect(gate(few, 'deflated_sharpe')).toMatchObject({ passed: true })
    expect(gate(many, 'deflated_sharpe')).toMatchObject({ passed: false, detail: expect.stringContaining('10000 trials') as string })
    expect(many.trials_counted).toBe(6)
    expect(gate(few, 'fdr')).toMatchObject({ passed: true })
    expect(gate(many, 'fdr')).toMatchObject({ passed: false, value: 1, detail: expect.stringContaining('among 10000 trials') as string })
  })
})

describe('what is missing', () => {
  it.each([
    ['daily figures', { daily_sharpe: null, daily_skewness: null, daily_kurtosis: null }, {}, ['deflated_sharpe', 'fdr']],
    ['costs doubled', { stress_sharpe: null }, {}, ['stress_costs']],
    ['in-sample Sharpe', {}, { is_sharpe: null }, ['oos_vs_is']],
    ['out-of-sample Sharpe', {}, { oos_sharpe: null }, ['oos_sharpe_positive', 'oos_vs_is']],
    [
      'a walk-forward',
      {},
      { failure: { stage: 'backtest', code: 'too_few_bars', message: '' } } as const,
      ['oos_sharpe_positive', 'oos_vs_is'],
    ],
  ])('does not pass: %s', async (_what, changes, walk, gates) => {
    const facts = store()
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'good', returns: SKILLED, changes, walk }))
    expect(failed(verdict)).toEqual(gates)
    expect(verdict.openings).toBe(0)
  })

  it('does not pass: daily returns', async () => {
    const facts = store()
    const verdict = await verdictOn(facts, storeTrial(facts, { id: 'good', returns: new Float64Array() }))
    expect(failed(verdict)).toEqual(['deflated_sharpe', 'fdr', 'monte_carlo_drawdown', 'regime_robustness'])
    expect(verdict).toMatchObject({ regimes: [], monte_carlo: null })
  })

  it('is not judged at all: a trial that did not complete', async () => {
    const facts = store(0)
    const trial = storeTrial(facts, { id: 'broken', returns: SKILLED, changes: { metrics: null } })
    await expect(verdictOn(facts, trial)).rejects.toThrow(/broken did not complete/)
  })
})
