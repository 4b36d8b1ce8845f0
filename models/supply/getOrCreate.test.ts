import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sliceBars } from '../../domain/bars.ts'
import type { ModelOutcome } from '../../domain/model.ts'
import { fakeFamily } from '../../fixtures/fakeFamily.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { samplePlan, sampleSupply, type SampleSupply } from '../../fixtures/sampleSupply.ts'
import { walkBars, withTellingVolume } from '../../fixtures/walkBars.ts'

const BTC = 'test:BTCUSDT:1h'
const BARS = 1500
const walk = walkBars(1, BARS)

const FAKES = [fakeFamily(), fakeFamily('signal', { name: 'LightGBM' }), fakeFamily('signal', { name: 'RandomForest' })]

function open(families = FAKES, bars = walk) {
  const home = temporaryHome()
  const supply = sampleSupply(home, { [BTC]: bars, 'test:ETHUSDT:1h': walkBars(2, BARS), 'test:BTCUSDT:4h': walk }, families)
  afterAll(() => supply.close())
  return { ...supply, home, trials: () => supply.trials }
}

const blind = samplePlan({ features: { groups: [], include: ['rsi_14'], exclude: [], limit: 20 } })
const telling = samplePlan({ features: { groups: [], include: ['volume_ratio_24'], exclude: [], limit: 20 } })

const ask = ({ supplier, scope, planner }: Pick<SampleSupply, 'supplier' | 'scope' | 'planner'>, model_id: string, plan = samplePlan()) =>
  supplier.getOrCreate({ model_id }, scope(BTC), planner(plan))
const idOf = (outcome: ModelOutcome): string => (outcome.ok ? outcome.model_id : outcome.failure.message)

describe('what the roadmap asks for', () => {
  const supply = open()

  it('plans, trains and releases a model that is not there as v1, and counts every fit', async () => {
    const outcome = await ask(supply, 'RandomForest_volatility_v1')
    expect(outcome).toMatchObject({ ok: true, model_id: 'RandomForest_volatility_v1', trained: true })
    const version = supply.registry.getVersion('RandomForest_volatility_v1')
    expect(version).toMatchObject({ dataset_ids: [BTC], supersedes: null, improvement: null, seed: 7, released_by: 'ml_quant_agent' })
    expect(version.features_used).toEqual(['log_return_1', 'log_return_6', 'rsi_14', 'volume_ratio_24'])
    expect(supply.trials()).toHaveLength(version.folds.length)
    expect(version.trials_counted).toBe(version.folds.length)
    for (const trial of supply.trials())
      expect(trial).toMatchObject({ kind: 'model', outcome: 'completed', session_id: 'ses_1', dataset_id: BTC })
    expect(supply.briefs).toHaveLength(1)
    expect(supply.briefs[0]).toMatchObject({
      model_name: 'RandomForest_volatility',
      target: 'volatility',
      task: 'regression',
      bars: BARS,
      universe: 1,
      previous: [],
    })
  })

  it('gives back an exact version without planning or training', async () => {
    const before = supply.trials().length
    const outcome = await ask(supply, 'RandomForest_volatility_v1')
    expect(outcome).toEqual({ ok: true, model_id: 'RandomForest_volatility_v1', trained: false, note: 'RandomForest_volatility_v1 exists' })
    expect(supply.briefs).toHaveLength(1)
    expect(supply.trials()).toHaveLength(before)
  })

  it('resolves latest to the newest version of these bars that predicts enough of the window', async () => {
    expect(idOf(await ask(supply, 'LightGBM_regime_latest'))).toBe('LightGBM_regime_v1')
    expect(await ask(supply, 'LightGBM_regime_latest')).toMatchObject({
      trained: false,
      note: 'LightGBM_regime_v1 is the latest version for these bars',
    })
    // A window that it predicts nothing of, and other bars, need one of their own.
    const early = { window_to: new Date(walk.time[900] as number).toISOString() }
    const answer = await supply.supplier.getOrCreate({ model_id: 'LightGBM_regime_latest' }, supply.scope(BTC, early), supply.planner())
    expect(idOf(answer)).toBe('LightGBM_regime_v2')
    expect(supply.registry.getVersion('LightGBM_regime_v2').improvement).toBeNull()
    const other = await supply.supplier.getOrCreate(
      { model_id: 'LightGBM_regime_latest' },
      supply.scope('test:ETHUSDT:1h'),
      supply.planner(),
    )
    expect(idOf(other)).toBe('LightGBM_regime_v3')
    expect(idOf(await ask(supply, 'LightGBM_regime_latest'))).toBe('LightGBM_regime_v2')
  })
})

describe('a number that is not reached yet', () => {
  const supply = open(FAKES, withTellingVolume(walk, 6))
  const figures = /: test_auc 0\.\d{4} against 0\.\d{4} of \w+_v1 on 881 bars that neither was fitted on$/

  it('is the next one, where it foretells better on the bars that neither was fitted on', async () => {
    expect(idOf(await ask(supply, 'XGBoost_direction_latest', blind))).toBe('XGBoost_direction_v1')
    expect(await ask(supply, 'XGBoost_direction_v3', telling)).toMatchObject({ ok: true, model_id: 'XGBoost_direction_v2', trained: true })
    expect(supply.briefs.at(-1)?.previous.map(({ model_id }) => model_id)).toEqual(['XGBoost_direction_v1'])
    expect(supply.registry.getVersion('XGBoost_direction_v2')).toMatchObject({ supersedes: 'XGBoost_direction_v1' })
    expect(`: ${supply.registry.getVersion('XGBoost_direction_v2').improvement ?? ''}`).toMatch(figures)
    const again = await ask(supply, 'XGBoost_direction_v3', telling)
    expect(again).toMatchObject({ trained: false, note: 'XGBoost_direction_v2 answers this request already' })
  })

  it('is the version that stays, with the reason, where it does not; its fits are counted all the same', async () => {
    expect(idOf(await ask(supply, 'LightGBM_direction_v1', telling))).toBe('LightGBM_direction_v1')
    const before = supply.trials().length
    const worse = await ask(supply, 'LightGBM_direction_v3', blind)
    expect(worse).toMatchObject({ ok: true, model_id: 'LightGBM_direction_v1', trained: true })
    expect(worse.ok && worse.note).toMatch(figures)
    const fits = supply.trials().length - before
    expect(fits).toBe(supply.registry.getVersion('LightGBM_direction_v1').folds.length)
    // The same again is the same trial; another seed or another plan is another look at the data.
    await ask(supply, 'LightGBM_direction_v3', blind)
    expect(supply.trials()).toHaveLength(before + fits)
    await supply.supplier.getOrCreate({ model_id: 'LightGBM_direction_v3' }, supply.scope(BTC, { seed: 8 }), supply.planner(blind))
    expect(supply.trials()).toHaveLength(before + 2 * fits)
    await ask(supply, 'LightGBM_direction_v3', { ...blind, hyperparameters: { depth: 2 } })
    expect(supply.trials()).toHaveLength(before + 3 * fits)
    expect(supply.registry.listAllModels().filter(({ family }) => family === 'LightGBM')).toHaveLength(1)
  })

  it('is not kept back by a version of another target, which cannot be compared', async () => {
    expect(await ask(supply, 'LightGBM_direction_v3', { ...blind, horizon_bars: 12 })).toMatchObject({ model_id: 'LightGBM_direction_v2' })
    expect(supply.registry.getVersion('LightGBM_direction_v2').improvement).toBeNull()
  })

  it('is compared with what was released while it was trained', async () => {
    const slow = supply.supplier.getOrCreate({ model_id: 'RandomForest_direction_v1' }, supply.scope(BTC), async () => {
      await quick
      return { ok: true, plan: blind }
    })
    const request = { model_id: 'RandomForest_direction_v1', features: 'volume_focused' }
    const quick = supply.supplier.getOrCreate(request, supply.scope(BTC), supply.planner(telling))
    expect(idOf(await quick)).toBe('RandomForest_direction_v1')
    const outcome = await slow
    expect(outcome).toMatchObject({ ok: true, model_id: 'RandomForest_direction_v1', trained: true })
    expect(outcome.ok && outcome.note).toMatch(/not released/)
  })
})

describe('that nothing better was found', () => {
  const supply = open(FAKES, withTellingVolume(walk, 6))

  it('is told again, and not trained again, to the same request with the same seed and plan', async () => {
    expect(idOf(await ask(supply, 'XGBoost_direction_v1', telling))).toBe('XGBoost_direction_v1')
    const first = await ask(supply, 'XGBoost_direction_v3', blind)
    expect(first).toMatchObject({ ok: true, model_id: 'XGBoost_direction_v1', trained: true })
    const [fits, plans] = [supply.trials().length, supply.briefs.length]
    const later = await supply.supplier.getOrCreate(
      { model_id: 'XGBoost_direction_v3' },
      supply.scope(BTC, { session_id: 'ses_2' }),
      supply.planner({ ...blind, rationale: 'in other words' }),
    )
    expect(later).toMatchObject({ ok: true, model_id: 'XGBoost_direction_v1', trained: false })
    expect(later.ok && later.note).toMatch(/trained before and not released: test_auc/)
    expect(supply.briefs).toHaveLength(plans + 1)
    expect(supply.trials()).toHaveLength(fits)
    // Other bars of a symbol that it may be compared with, and another version, are other requests.
    supply.markets.set('test:ETHUSDT:1h', walkBars(3, BARS))
    expect(await ask(supply, 'XGBoost_direction_v3', blind)).toMatchObject({ trained: true })
    expect(await ask(supply, 'XGBoost_direction_v3', blind)).toMatchObject({ trained: false })
    expect(idOf(await ask(supply, 'XGBoost_direction_v2', { ...telling, horizon_bars: 7 }))).toBe('XGBoost_direction_v2')
    expect(await ask(supply, 'XGBoost_direction_v3', blind)).toMatchObject({ trained: true })
  })

  it('is told to all that wait for it, which neither plan nor train', async () => {
    expect(idOf(await ask(supply, 'RandomForest_direction_v1', telling))).toBe('RandomForest_direction_v1')
    const [fits, plans] = [supply.trials().length, supply.briefs.length]
    const asked = [2, 3, 4].map((depth) => ask(supply, 'RandomForest_direction_v3', { ...blind, hyperparameters: { depth } }))
    const outcomes = await Promise.all(asked)
    expect(outcomes.map(idOf)).toEqual(Array(3).fill('RandomForest_direction_v1'))
    expect(outcomes.filter((outcome) => outcome.ok && outcome.trained)).toHaveLength(1)
    expect(supply.briefs).toHaveLength(plans + 1)
    expect(supply.trials()).toHaveLength(fits + supply.registry.getVersion('RandomForest_direction_v1').folds.length)
  })

  it('is trained again where the version that it was worse than is damaged by now', async () => {
    const file = join(supply.home, 'models/RandomForest_direction_v1/feature_plan.json')
    chmodSync(file, 0o644)
    writeFileSync(file, '{}')
    expect(await ask(supply, 'RandomForest_direction_v3', blind)).toMatchObject({ model_id: 'RandomForest_direction_v2', trained: true })
  })
})

it('trains once for equal requests that come at once', async () => {
  const supply = open()
  const asked = ['XGBoost_direction_latest', 'XGBoost_direction_v1', 'XGBoost_direction_latest'].map((id) => ask(supply, id))
  const outcomes = await Promise.all(asked)
  expect(outcomes.map(idOf)).toEqual(Array(3).fill('XGBoost_direction_v1'))
  expect(outcomes.filter((outcome) => outcome.ok && outcome.trained)).toHaveLength(1)
  expect(supply.briefs).toHaveLength(1)
  expect(supply.trials()).toHaveLength(supply.registry.getVersion('XGBoost_direction_v1').folds.length)
})

describe('what cannot be had', () => {
  const missing = fakeFamily('signal', {
    name: 'LightGBM',
    availability: () => ({ ok: false, reason: 'LightGBM is not here: type this.' }),
  })
  const failing = fakeFamily('signal', { name: 'RandomForest', fit: () => Promise.reject(new Error('out of luck')) })
  const supply = open([fakeFamily(), missing, failing])

  it.each([
    ['nonsense', 'model_refused', /no model id/],
    ['XGBoost_direction_v0', 'model_refused', /no model id/],
    ['XGBoost_up_v1', 'model_refused', /no target "up"/],
    ['XGBost_direction_v1', 'model_refused', /did you mean "XGBoost"/],
    ['LightGBM_direction_v1', 'family_unavailable', /type this/],
  ])('%s is told, and nothing is planned', async (id, code, sentence) => {
    const outcome = await ask(supply, id)
    expect(outcome).toMatchObject({ ok: false, failure: { stage: 'model', code } })
    expect(idOf(outcome)).toMatch(sentence)
    expect(supply.briefs).toEqual([])
  })

  it('is the planner’s failure, as it said it', async () => {
    const failure = { stage: 'model' as const, code: 'llm_invalid', message: 'it said nothing usable' }
    const outcome = await supply.supplier.getOrCreate({ model_id: 'XGBoost_direction_v1' }, supply.scope(BTC), () =>
      Promise.resolve({ ok: false, failure }),
    )
    expect(outcome).toEqual({ ok: false, failure })
    expect(supply.trials()).toEqual([])
  })

  it('counts a fit that failed and lets what is no answer through', async () => {
    await expect(ask(supply, 'RandomForest_direction_v1')).rejects.toThrow('out of luck')
    expect(supply.trials()).toMatchObject([{ kind: 'model', outcome: 'failed', failure: { code: 'fit_failed' } }])
  })

  it('is counted as one trial more where the fit that failed succeeds later', async () => {
    const { name, fit } = fakeFamily('signal', { name: 'RandomForest' })
    let luck = false
    const fickle = fakeFamily('signal', { name, fit: (request) => (luck ? fit(request) : Promise.reject(new Error('killed'))) })
    const later = open([fickle])
    await expect(ask(later, 'RandomForest_direction_v1')).rejects.toThrow('killed')
    luck = true
    expect(await ask(later, 'RandomForest_direction_v1')).toMatchObject({ ok: true, model_id: 'RandomForest_direction_v1' })
    const { folds } = later.registry.getVersion('RandomForest_direction_v1')
    expect(later.trials().map(({ outcome }) => outcome)).toEqual(['failed', ...folds.map(() => 'completed')])
  })

  it('is a model of another timeframe or symbol, or of a later time than the window', async () => {
    expect(idOf(await ask(supply, 'XGBoost_direction_v1'))).toBe('XGBoost_direction_v1')
    const other = await supply.supplier.getOrCreate({ model_id: 'XGBoost_direction_v1' }, supply.scope('test:BTCUSDT:4h'), supply.planner())
    expect(other).toMatchObject({ ok: false, failure: { code: 'model_unfit' } })
    expect(idOf(other)).toMatch(/trained on 1h bars and cannot predict 4h bars; ask for XGBoost_direction_latest\.$/)
    const foreign = await supply.supplier.getOrCreate(
      { model_id: 'XGBoost_direction_v1' },
      supply.scope('test:ETHUSDT:1h'),
      supply.planner(),
    )
    expect(foreign).toMatchObject({ ok: false, failure: { code: 'model_unfit' } })
    expect(idOf(foreign)).toBe(
      'XGBoost_direction_v1 was trained on test:BTCUSDT:1h, not on test:ETHUSDT:1h; ask for XGBoost_direction_latest.',
    )
    const window_to = new Date(walk.time[1400] as number).toISOString()
    const late = await supply.supplier.getOrCreate({ model_id: 'XGBoost_direction_v1' }, supply.scope(BTC, { window_to }), supply.planner())
    expect(idOf(late)).toMatch(/chosen by what came after; ask for XGBoost_direction_latest\.$/)
    // It is not shown to who works on that window either, and its figures are not told to the planner of the next one.
    expect(await supply.supplier.models(BTC, supply.scope(BTC).window_to)).toHaveLength(1)
    expect(await supply.supplier.models(BTC, window_to)).toEqual([])
    const next = await supply.supplier.getOrCreate(
      { model_id: 'XGBoost_direction_latest' },
      supply.scope(BTC, { window_to }),
      supply.planner(),
    )
    expect(idOf(next)).toBe('XGBoost_direction_v2')
    expect(supply.briefs.at(-1)).toMatchObject({ previous: [], bars: 1400 })
  })

  it('is a release that was changed on the disk', async () => {
    const file = join(supply.home, 'models/XGBoost_direction_v1/feature_plan.json')
    chmodSync(file, 0o644)
    writeFileSync(file, '{}')
    const outcome = await ask(supply, 'XGBoost_direction_v1')
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'model_damaged' } })
    expect(idOf(outcome)).toMatch(/feature_plan\.json was changed; restore it from a backup or train a new version\.$/)
    await expect(supply.supplier.scores('XGBoost_direction_v1', BTC, Infinity)).rejects.toThrow(/was changed/)
  })

  it('does not keep the next version out, where it is the only one to compare with', async () => {
    expect(idOf(await ask(supply, 'XGBoost_regime_v1'))).toBe('XGBoost_regime_v1')
    const file = join(supply.home, 'models/XGBoost_regime_v1/feature_plan.json')
    chmodSync(file, 0o644)
    writeFileSync(file, '{}')
    expect(await ask(supply, 'XGBoost_regime_v2')).toMatchObject({ ok: true, model_id: 'XGBoost_regime_v2', trained: true })
    expect(supply.registry.getVersion('XGBoost_regime_v2').improvement).toBeNull()
  })

  it('is learnt from too few bars', async () => {
    supply.markets.set('test:NEW:1h', sliceBars(walk, 0, 40))
    const outcome = await supply.supplier.getOrCreate({ model_id: 'XGBoost_return_v1' }, supply.scope('test:NEW:1h'), supply.planner())
    expect(outcome.ok).toBe(false)
    expect(outcome).toMatchObject({ failure: { code: 'model_refused' } })
    expect(idOf(outcome)).toMatch(
      /^40 bars are too few: 23 warm the features up, and labels 6 ahead and an embargo of 6 leave 0 rows to learn from/,
    )
  })
})

describe('a plan', () => {
  const supply = open()
  const checked = async (changes: Parameters<typeof samplePlan>[0], target = 'direction'): Promise<string | undefined> => {
    await supply.supplier.getOrCreate({ model_id: `XGBoost_${target}_latest` }, supply.scope(BTC, { universe: [] }), (brief) => {
      void supply.planner()(brief)
      return Promise.resolve({ ok: false, failure: { stage: 'model', code: 'none', message: 'only asked' } })
    })
    return supply.briefs.at(-1)?.check(samplePlan(changes))
  }
  const features = (include: string[], groups: string[] = []) => ({ features: { groups, include, exclude: [], limit: 20 } })

  it('that can be carried out passes', async () => {
    expect(await checked({})).toBeUndefined()
    expect(await checked({ barrier: { take_profit: 0.02, stop_loss: 0.01 }, hyperparameters: { depth: 4 } })).toBeUndefined()
  })

  it.each([
    ['an unknown feature', features(['rsj_14']), 'direction', /no feature, group or preset "rsj_14"/],
    ['no feature at all', features([]), 'direction', /names no feature/],
    ['symbols where there is one', features([], ['cross_sectional_focused']), 'direction', /there is only one/],
    [
      'features that warm up for ever',
      { ...features(['volume_ratio_1000']), horizon_bars: 50 },
      'direction',
      /^1500 bars are too few: 9\d\d warm the features up/,
    ],
    ['an unknown hyperparameter', { hyperparameters: { dept: 4 } }, 'direction', /did you mean "depth"/],
    ['one out of its range', { hyperparameters: { depth: 99 } }, 'direction', /99/],
    [
      'a horizon that leaves nothing to learn',
      { horizon_bars: 400 },
      'direction',
      /too long for 600 bars to learn from: take at most 60\./,
    ],
    ['barriers of what has none', { barrier: { take_profit: 0.02, stop_loss: 0.01 } }, 'volatility', /goes with the target direction/],
  ])('is sent back for %s', async (_what, changes, target, sentence) => {
    expect(await checked(changes, target)).toMatch(sentence)
  })
})

it('is checked on the bars that it would be trained on', async () => {
  const early = { ...samplePlan().features, include: [], groups: ['cross_sectional_focused'] }
  const checked = async (last: number): Promise<(string | undefined)[]> => {
    const supply = open()
    supply.markets.set('test:ETHUSDT:1h', sliceBars(walkBars(2, BARS), 0, last))
    const failure = { stage: 'model' as const, code: 'none', message: 'only asked' }
    const answers: (string | undefined)[] = []
    await supply.supplier.getOrCreate({ model_id: 'XGBoost_direction_v1' }, supply.scope(BTC), (brief) => {
      answers.push(brief.check(samplePlan({ features: early, horizon_bars: 40 })), brief.check(samplePlan({ horizon_bars: 40 })))
      return Promise.resolve({ ok: false, failure })
    })
    return answers
  }
  expect(await checked(BARS)).toEqual([undefined, undefined])
  // 900 of 1500 bars: 360 to learn from instead of 600.
  expect(await checked(900)).toEqual([expect.stringMatching(/too long for 360 bars to learn from: take at most 36\.$/), undefined])
  expect(await checked(600)).toEqual([expect.stringMatching(/there is only one/), undefined])
})
