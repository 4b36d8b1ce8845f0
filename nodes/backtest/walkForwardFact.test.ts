import { describe, expect, it } from 'vitest'
import type { WalkForward } from '../../backtest/walkForward/result.ts'
import { walkForwardStrategy } from '../../backtest/walkForward/walkForwardStrategy.ts'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { openSandboxWithoutWalls } from '../../backtest/proof/openSandbox.ts'
import { noLedger } from '../../backtest/proof/noLedger.ts'
import { openFacts, type AnyFact } from '../../data/facts/openFacts.ts'
import { openWorkspace } from '../../data/workspace.ts'
import type { ReturnsFact, TrialFact, WalkForwardFact } from '../../domain/facts.ts'
import { ACTION } from '../../domain/order.ts'
import type { StrategyParams } from '../../domain/strategy.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { sampleTrial } from '../../fixtures/sampleFacts.ts'
import { seededRandom } from '../../math/random.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { walkForwardFacts } from './walkForwardFact.ts'

const DAYS = 160
const bars = walkingBars(seededRandom('walk'), DAYS * 24, 0.01)
const trial = sampleTrial(1)
const values = { every: [11, 7, 23], hold: [3, 5] }
const point = (every: number, hold: number) => ({
  params: { every, hold },
  needs: { warmupBars: 0, indicators: {}, models: {} },
  exits: {},
})
const [first, ...others] = values.every.flatMap((every) => values.hold.map((hold) => point(every, hold)))
const params: StrategyParams = { values, grid: [first!, ...others] }

/** In every so many bars, out after so many. */
function walk(grid: StrategyParams | undefined, fails?: string): Promise<WalkForward> {
  const sandbox = openSandboxWithoutWalls(
    {},
    (run) => {
      const { every = 11, hold = 3 } = run.params ?? {}
      return (index, view) =>
        view.side === 0 ? (index % every === 0 ? ACTION.enterLong : ACTION.hold) : view.barsHeld >= hold ? ACTION.exit : ACTION.hold
    },
    {},
    grid,
  )
  const failing = { ok: false as const, failure: { stage: 'backtest' as const, code: fails ?? '', message: 'It failed.' } }
  const used = fails === undefined ? sandbox : { ...sandbox, run: () => Promise.resolve(failing) }
  return walkForwardStrategy({ sandbox: used, source: { text: '', hash: 'h' }, bars, seed: 1, ledger: noLedger })
}

const factsOf = async (grid?: StrategyParams, fails?: string, now = 'now'): Promise<AnyFact[]> =>
  walkForwardFacts(trial, await walk(grid, fails), now)
const trialsIn = (facts: AnyFact[]): TrialFact[] => facts.flatMap(({ kind, fact }) => (kind === 'trials' ? [fact] : []))
const returnsIn = (facts: AnyFact[]): ReturnsFact[] => facts.flatMap(({ kind, fact }) => (kind === 'returns' ? [fact] : []))
const walkIn = (facts: AnyFact[]): WalkForwardFact => facts.flatMap(({ kind, fact }) => (kind === 'walk_forwards' ? [fact] : []))[0]!

describe('what a walk-forward counts', () => {
  it('is every point of the grid but the default one, which the trial itself is', async () => {
    const facts = await factsOf(params)
    const trials = trialsIn(facts)
    expect(trials).toHaveLength(5)
    expect(new Set(trials.map(({ trial_id }) => trial_id)).size).toBe(5)
    expect(trials.map(({ trial_id }) => trial_id)).not.toContain(trial.trial_id)
    for (const one of trials) {
      expect(one).toMatchObject({ kind: 'parameter', outcome: 'completed', metrics: null, baselines: null, stress_sharpe: null })
      const { session_id, dataset_id, window_from, window_to, code_hash } = trial
      expect(one).toMatchObject({ session_id, dataset_id, window_from, window_to, code_hash })
    }
    expect(walkIn(facts)).toMatchObject({ trial_id: trial.trial_id, grid_points: 6, failure: null })
  })

  it('is nothing more for a strategy without parameters', async () => {
    const facts = await factsOf()
    expect(facts.map(({ kind }) => kind)).toEqual(['walk_forwards'])
    expect(walkIn(facts)).toMatchObject({ grid_points: 1 })
    expect(walkIn(facts).folds).toBeGreaterThanOrEqual(4)
  })

  it('gives a point the days of its training windows, each up to the next, and their daily figures', async () => {
    const facts = await factsOf(params)
    const { by_fold, folds } = walkIn(facts)
    const days = (Date.parse(by_fold.at(-1)!.train_to) - Date.parse(by_fold[0]!.train_from)) / 86_400_000
    expect(folds).toBe(by_fold.length)
    expect(returnsIn(facts)).toHaveLength(5)
    for (const { trial_id, first_day, returns } of returnsIn(facts)) {
      expect(first_day).toBe(by_fold[0]!.train_from.slice(0, 10))
      expect(returns).toHaveLength(days)
      const one = trialsIn(facts).find((each) => each.trial_id === trial_id)!
      expect(one.daily_observations).toBe(days)
      expect(one.daily_sharpe).toBeCloseTo(sharpeRatio(Float64Array.from(returns))!, 12)
    }
  })

  it('is the same when it runs again after a crash: nothing is stored twice', async () => {
    const facts = openFacts(openWorkspace(temporaryHome()))
    const before = await factsOf(params, undefined, '2024-01-01T00:00:00.000Z')
    const again = await factsOf(params, undefined, '2025-01-01T00:00:00.000Z')
    expect(new Set(facts.recordAll(before))).toEqual(new Set(['stored']))
    expect(new Set(facts.recordAll(again))).toEqual(new Set(['already']))
    expect(facts.countTrials(trial.dataset_id)).toBe(5)
    facts.close()
  })
})

describe('a walk-forward that failed', () => {
  it('counts the points that it ran all the same', async () => {
    const facts = await factsOf(params, 'threw')
    expect(walkIn(facts)).toMatchObject({ grid_points: 6, folds: 0, oos_sharpe: null, by_fold: [], failure: { code: 'threw' } })
    expect(trialsIn(facts)).toHaveLength(5)
    for (const one of trialsIn(facts)) expect(one).toMatchObject({ outcome: 'failed', failure: { code: 'threw' }, daily_sharpe: null })
  })

  it('counts none where nothing has run', () => {
    const failure = { stage: 'backtest', code: 'too_few_bars', message: 'Too few days.' } as const
    const declaration = { name: 'X', needs: { warmupBars: 0, indicators: {}, models: {} }, exits: {}, params }
    const facts = walkForwardFacts(trial, { ok: false, failure, declaration }, 'now')
    expect(facts.map(({ kind }) => kind)).toEqual(['walk_forwards'])
    expect(walkIn(facts)).toMatchObject({ failure })
  })
})
