import { beforeEach, describe, expect, it } from 'vitest'
import { evaluateStrategy } from '../../backtest/evaluate.ts'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { noLedger } from '../../backtest/proof/noLedger.ts'
import { openSandboxWithoutWalls, type Decide } from '../../backtest/proof/openSandbox.ts'
import { openFacts, type FactStore } from '../../data/facts/openFacts.ts'
import { storeBars } from '../../data/lake/storeBars.ts'
import { openWorkspace, type Workspace } from '../../data/workspace.ts'
import { ResourceError } from '../../domain/errors.ts'
import type { TrialFact } from '../../domain/facts.ts'
import { ACTION, DEFAULT_ENGINE } from '../../domain/order.ts'
import { factId } from '../../domain/hash.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { sampleTrial } from '../../fixtures/sampleFacts.ts'
import { seededRandom } from '../../math/random.ts'
import { probabilisticSharpe } from '../../metrics/sharpeInference.ts'
import { holdoutGate } from '../gates/holdout.ts'
import { strategySource } from '../../sandbox/source.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import { openHoldout, type HoldoutRequest } from './openHoldout.ts'

const bars = walkingBars(seededRandom('holdout'), 3000, 0.01)
const SEALED = bars.time[2400]!
const ID = 'x:Y:1h'

/** In every eleventh bar, out after six. */
const decide = (): Decide => (index, view) =>
  view.side === 0 ? (index % 11 === 0 ? ACTION.enterLong : ACTION.hold) : index % 11 === 6 ? ACTION.exit : ACTION.hold
const plain = () => openSandboxWithoutWalls({}, decide)
const trialOf = (trial_id: string, changes: Partial<TrialFact> = {}): TrialFact =>
  sampleTrial(0, { trial_id, code_hash: 'h', dataset_id: ID, window_to: new Date(SEALED).toISOString(), ...changes })

let workspace: Workspace
let facts: FactStore
beforeEach(async () => {
  workspace = openWorkspace(temporaryHome())
  facts = openFacts(workspace)
  for (const exchange of ['x', 'z']) await storeBars(workspace, { exchange, symbol: 'Y', timeframe: '1h', synthetic: true, bars })
  return () => facts.close()
})

const ask = (trial: TrialFact, sandbox: Sandbox, changes: Partial<HoldoutRequest> = {}) =>
  openHoldout({
    ...{ facts, workspace, sandbox, trial, sealedFrom: SEALED, timeframe: '1h', engine: DEFAULT_ENGINE, seed: 3, now: 0 },
    source: { text: 'text', hash: trial.code_hash },
    predict: () => Promise.reject(new Error('no model is declared')),
    ...changes,
  })
const openings = (): string[] => facts.idsFrom('holdouts', '')

describe('the opening of a holdout', () => {
  it('is refused for a text that was opened when openings were kept by the hash of the text', async () => {
    const source = strategySource("export default class A extends Strategy { shouldEnter() { return 'none' } }")
    const first = await ask(trialOf('t1', { code_hash: source.hash }), plain(), { source })
    if (typeof first === 'string') throw new Error(first)
    const earlier = openFacts(openWorkspace(temporaryHome()))
    const holdout_id = factId('hold', { code_hash: first.code_hash, dataset_id: ID })
    expect(holdout_id).not.toBe(first.holdout_id)
    earlier.record('holdouts', { ...first, holdout_id })
    expect(await ask(trialOf('t2'), plain(), { facts: earlier, source })).toBe('refused')
    expect(await ask(trialOf('t1'), plain(), { facts: earlier, source })).toMatchObject({ holdout_id })
    earlier.close()
  })

  it('is the run on the sealed bars, with all bars before to warm up, and is stored', async () => {
    const fact = await ask(trialOf('t1'), plain())
    if (typeof fact === 'string') throw new Error(fact)
    const same = {
      sandbox: plain(),
      source: { text: '', hash: '' },
      bars,
      timeframe: '1h',
      from: SEALED,
      seed: 3,
      ledger: noLedger,
    } as const
    const evaluation = await evaluateStrategy(same)
    if (!evaluation.ok) throw new Error(evaluation.failure.message)
    expect(fact.metrics).toEqual(evaluation.metrics)
    expect(fact.metrics?.num_trades).toBe(54)
    const { sharpe, observations, skewness, kurtosis } = evaluation.dailyStats
    const skill = probabilisticSharpe({ sharpe: sharpe!, observations, skewness: skewness!, kurtosis: kurtosis! })
    expect(fact).toMatchObject({
      probability_of_skill: skill,
      trial_id: 't1',
      failure: null,
      opened_from: new Date(SEALED).toISOString(),
      opened_to: new Date(bars.time.at(-1)!).toISOString(),
    })
    expect(facts.get('holdouts', fact.holdout_id)).toEqual(fact)
    expect(facts.countTrials(ID)).toBe(0)
  })

  it('gives no probability of skill to a few lucky days, and the gate rejects without a figure', async () => {
    // The sealed bars are 25 days; each of these trades is over within its day, and all of them win.
    const winning = (trades: number) => {
      const days = Array.from({ length: 25 }, (_, day) => 2400 + 24 * day).filter((i) => bars.open[i + 2]! > 1.005 * bars.open[i + 1]!)
      return new Set(days.slice(0, trades))
    }
    const lucky = winning(2)
    expect(lucky.size).toBe(2)
    const sandbox = openSandboxWithoutWalls(
      {},
      (): Decide =>
        (index, { side }) =>
          side !== 0 ? ACTION.exit : lucky.has(index) ? ACTION.enterLong : ACTION.hold,
    )
    const fact = await ask(trialOf('t1'), sandbox)
    if (typeof fact === 'string') throw new Error(fact)
    expect(fact).toMatchObject({ failure: null, probability_of_skill: null })
    expect(fact.metrics!.num_trades).toBe(2)
    expect(fact.metrics!.sharpe_ratio).toBeGreaterThan(3)
    expect(holdoutGate(fact)).toMatchObject({ passed: false, value: null })
  })

  it('happens once: the same trial is told what it was told, without another run', async () => {
    const first = await ask(trialOf('t1'), plain())
    const sandbox = plain()
    expect(await ask(trialOf('t1'), sandbox, { now: 99_999 })).toEqual(first)
    expect(sandbox.runs).toHaveLength(0)
    expect(openings()).toHaveLength(1)
  })

  it('is refused to another trial of the same text, without a run', async () => {
    await ask(trialOf('t1'), plain())
    const sandbox = plain()
    expect(await ask(trialOf('t2', { session_id: 'ses_other' }), sandbox)).toBe('refused')
    expect(sandbox.runs).toHaveLength(0)
    expect(openings()).toHaveLength(1)
  })

  it.each([
    ['comment', (text: string) => `// Tried again.\n${text}`],
    ['blank', (text: string) => text.replaceAll('{', '{\n\n  ')],
    ['title', (text: string) => text.replace('Eleven', 'AnotherName')],
  ])('is refused to a text that differs in a %s only, without a run', async (_what, change) => {
    const text = `export default class Eleven extends Strategy { shouldEnter(bar) { return bar.close > 7 ? 'long' : 'none' } shouldExit() { return true } }`
    const [source, other] = [strategySource(text), strategySource(change(text))]
    expect(other.hash).not.toBe(source.hash)
    const opened = await ask(trialOf('t1', { code_hash: source.hash }), plain(), { source })
    expect(opened).toMatchObject({ trial_id: 't1', code_hash: source.hash })
    const sandbox = plain()
    expect(await ask(trialOf('t2', { code_hash: other.hash }), sandbox, { source: other })).toBe('refused')
    expect(sandbox.runs).toHaveLength(0)
    const changed = strategySource(text.replace('7', '8'))
    expect(await ask(trialOf('t3', { code_hash: changed.hash }), plain(), { source: changed })).toMatchObject({ trial_id: 't3' })
    expect(openings()).toHaveLength(2)
  })

  it('is another one for another text, and on another dataset', async () => {
    await ask(trialOf('t1'), plain())
    expect(await ask(trialOf('t2', { code_hash: 'h2' }), plain())).toMatchObject({ trial_id: 't2' })
    expect(await ask(trialOf('t3', { dataset_id: 'z:Y:1h' }), plain())).toMatchObject({ trial_id: 't3' })
    expect(openings()).toHaveLength(3)
  })

  it('that ended in a crash has shown nobody anything: nothing is stored, and the same trial may ask again', async () => {
    const crashing: Sandbox = { ...plain(), run: () => Promise.reject(new Error('killed')) }
    await expect(ask(trialOf('t1'), crashing)).rejects.toThrow('killed')
    expect(openings()).toHaveLength(0)
    expect(await ask(trialOf('t1'), plain())).toMatchObject({ trial_id: 't1' })
  })

  it('is one of two that ask at once: the other is refused', async () => {
    const answers = await Promise.all([ask(trialOf('t1'), plain()), ask(trialOf('t2'), plain())])
    expect(answers.filter((answer) => answer === 'refused')).toHaveLength(1)
    expect(openings()).toHaveLength(1)
    const twice = await Promise.all([ask(trialOf('t3', { code_hash: 'h3' }), plain()), ask(trialOf('t3', { code_hash: 'h3' }), plain())])
    expect(twice[0]).toEqual(twice[1])
  })

  it('is spent by a strategy that fails on the sealed bars', async () => {
    const broken: Sandbox = {
      ...plain(),
      run: () => Promise.resolve({ ok: false, failure: { stage: 'backtest', code: 'threw', message: 'It threw.' } }),
    }
    const fact = await ask(trialOf('t1'), broken)
    expect(fact).toMatchObject({ metrics: null, probability_of_skill: null, failure: { code: 'threw' } })
    expect(await ask(trialOf('t1'), plain())).toEqual(fact)
    expect(await ask(trialOf('t2'), plain())).toBe('refused')
  })

  const stopped = (code: string): Sandbox => ({
    ...plain(),
    run: () => Promise.resolve({ ok: false, failure: { stage: 'backtest', code, message: 'Stopped.' } }),
  })
  it.each(['timeout', 'crashed'])('whose run ended in a %s is repeated once, and then recorded however it ends', async (code) => {
    let runs = 0
    const once: Sandbox = { ...plain(), run: (run) => (++runs === 1 ? stopped(code) : plain()).run(run) }
    expect(await ask(trialOf('t1'), once)).toMatchObject({ trial_id: 't1', failure: null })
    expect(await ask(trialOf('t2'), stopped(code))).toBe('refused')
    const other = { source: { text: 'other', hash: 'o' } }
    expect(await ask(trialOf('t3', { code_hash: 'o' }), stopped(code), other)).toMatchObject({ failure: { code } })
    expect(await ask(trialOf('t4', { code_hash: 'o' }), plain(), other)).toBe('refused')
    expect(openings()).toHaveLength(2)
  })

  it('is left to whoever goes on with the session where the sandbox was closed', async () => {
    await expect(ask(trialOf('t1'), stopped('sandbox_closed'))).rejects.toThrow(ResourceError)
    expect(openings()).toHaveLength(0)
  })

  it('hands the model all bars, sealed ones included, and the run their scores', async () => {
    const seen: number[] = []
    const sandbox = openSandboxWithoutWalls({ models: { up: 'MLP_direction_v1' } }, decide)
    const fact = await ask(trialOf('t1'), sandbox, {
      predict: async (_modelId, load) => {
        const loaded = await load(ID)
        seen.push(loaded.time.length)
        return loaded.time.map(() => 0.7)
      },
    })
    expect(fact).toMatchObject({ failure: null })
    expect(seen).toEqual([3000])
    expect(sandbox.runs.some(({ predictions }) => predictions['up']?.length === 3000)).toBe(true)
  })

  it('begins behind what the trial was researched on, wherever the seal stands by then', async () => {
    const later = bars.time[2600]!
    const fact = await ask(trialOf('t1', { window_to: new Date(later).toISOString() }), plain())
    expect(fact).toMatchObject({ opened_from: new Date(later).toISOString() })
  })

  it('begins behind what any trial on the dataset was researched on', async () => {
    const [own, later, elsewhere] = [2500, 2600, 2700].map((i) => new Date(bars.time[i]!).toISOString())
    facts.record('trials', trialOf('someone else’s', { session_id: 'ses_other', window_to: later! }))
    facts.record('trials', trialOf('elsewhere', { dataset_id: 'z:Y:1h', window_to: elsewhere! }))
    expect(await ask(trialOf('t1', { window_to: own! }), plain())).toMatchObject({ opened_from: later })
  })

  it.each([
    ['too little', bars.time[2900]!],
    ['nothing', bars.time.at(-1)! + 3_600_000],
  ])('passes nobody where %s is left behind what was researched', async (_what, until) => {
    facts.record('trials', trialOf('someone else’s', { window_to: new Date(until).toISOString() }))
    const fact = await ask(trialOf('t1'), plain())
    expect(fact).toMatchObject({ probability_of_skill: null })
    expect(holdoutGate(fact).passed).toBe(false)
  })
})
