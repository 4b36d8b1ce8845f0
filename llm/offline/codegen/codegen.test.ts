import { describe, expect, it } from 'vitest'
import { Decision } from '../../../domain/decision.ts'
import { STRATEGY_LOGICS } from '../../../domain/strategy.ts'
import { checkPolicy } from '../../../sandbox/policy.ts'
import { transpile } from '../../../sandbox/transpile.ts'
import { conditionsOf, indicatorsOf, readGenome, type Genome } from '../grammar/genome.ts'
import { askCodegen, askStrategist, valueOf, type Submission } from '../proof/askPolicy.ts'
import { emptyWorld, fakeModel, fakeRow, type FakeWorld } from '../proof/fakeWorld.ts'

const MODEL = 'XGBoost_direction_v1'

function decisionOf(fields: Partial<Decision> = {}): Decision {
  return Decision.parse({
    action: 'explore',
    strategy_type: 'pure_technical',
    logic: 'mean_reversion',
    rationale: 'because it was asked for',
    indicators: ['rsi', 'volume_zscore'],
    exploration_vector: { modification: 'new_idea', details: 'rsi with volume' },
    ...fields,
  })
}

function genomeOf({ code }: Pick<Submission, 'code'>): Genome {
  const genome = readGenome(code)
  if (genome === undefined) throw new Error(`no genome in\n${code}`)
  return genome
}

const write = async (...args: Parameters<typeof askCodegen>): Promise<Submission> => valueOf(await askCodegen(...args))

async function parentIn(world: FakeWorld, id: string, decision: Decision, seed: number): Promise<Genome> {
  const { code } = await write(world, decision, { seed })
  world.rows.push(fakeRow(id, { code, strategy_logic: decision.logic, indicators_used: decision.indicators, sharpe_ratio: 1 }))
  return genomeOf({ code })
}

function refined(modification: string, fields: Partial<Decision> = {}): Decision {
  return decisionOf({ action: 'exploit', parent_id: 'strat_p', exploration_vector: { modification, details: 'a change' }, ...fields })
}

describe('strategies written by the offline policy', () => {
  it('are valid for the sandbox, 200 of 200, over all types and logics', async () => {
    const world = { ...emptyWorld(), families: ['XGBoost'], models: [fakeModel('XGBoost', 1)] }
    const logics = new Set<string>()
    const used = new Set<string>()
    const names = new Set<string>()
    for (let seed = 0; seed < 200; seed++) {
      // Behind the survey, whose ideas are the same for every seed.
      const decision = valueOf(await askStrategist(world, { seed, iteration: 30, of: 60 }))
      const modelIds = decision.strategy_type === 'pure_technical' ? [] : [MODEL]
      const strategy = await write(world, decision, { seed, modelIds })
      expect(checkPolicy(strategy.code), strategy.code).toBeUndefined()
      // No memory and no loops: the sandbox runs them as steps on columns (sandbox/expressions).
      expect(transpile(strategy.code), strategy.code).toMatchObject({ ok: true, expressions: { steps: expect.any(Array) as unknown } })
      expect(strategy.code).not.toMatch(/NaN|undefined|Infinity|\bnull\s*[<>]/)
      const genome = genomeOf(strategy)
      expect(indicatorsOf(genome).sort()).toEqual([...decision.indicators].sort())
      logics.add(genome.logic)
      names.add(strategy.strategy_name)
      indicatorsOf(genome).forEach((name) => used.add(name))
    }
    expect(logics).toEqual(new Set(STRATEGY_LOGICS))
    expect(used.size).toBeGreaterThanOrEqual(35)
    expect(names.size).toBe(200)
  })

  it('are plain where the survey asks for a textbook idea: its numbers, signals alone, and a stop against a catastrophe', async () => {
    const decision = decisionOf({
      logic: 'mean_reversion',
      indicators: ['rsi'],
      exploration_vector: { modification: 'textbook_idea', details: 'rsi' },
    })
    const [one, other] = [await write(emptyWorld(), decision, { seed: 1 }), await write(emptyWorld(), decision, { seed: 2 })]
    expect(genomeOf(one)).toMatchObject({
      trigger: { params: { period: 14 }, numbers: { depth: 1 } },
      filters: [],
      exits: { stopLoss: 0.12 },
    })
    expect(one.code).toContain('if (bar.rsi < 29) return')
    expect(other.code).toBe(one.code)
  })

  it('read as what they are: rules in words, and the rules in the code', async () => {
    const { code, entry_logic, exit_logic, strategy_name } = await write(emptyWorld(), decisionOf({ indicators: ['rsi'] }), { seed: 2 })
    expect(strategy_name).toMatch(/^RSI_MeanReversion_g1x[0-9a-f]{4}$/)
    expect(entry_logic).toMatch(/^long when RSI\(\d+\).* < [\d.]+.*; short when RSI\(\d+\)/)
    expect(exit_logic).toMatch(/stop-loss [\d.]+ %.*after \d+ bars/)
    expect(code).toContain('not a language model')
    expect(code).toMatch(/if \(.*(?:bar|ago1)\.rsi < [\d.]+.*\) return 'long'/)
  })

  it('ask the model in the ML types, by the id they were given', async () => {
    const hybrid = decisionOf({ strategy_type: 'hybrid_ml', ml_requirements: { model_id: 'XGBoost_direction_latest' } })
    const { code, entry_logic } = await write(emptyWorld(), hybrid, { modelIds: [MODEL] })
    expect(code).toContain(`models: { model: "${MODEL}" }`)
    expect(code).toMatch(/bar\.rsi.*bar\.mlSignal\('model', 0\.5\d*\) === 1/)
    expect(entry_logic).toContain(`AND ${MODEL} predicts up`)
    const alone = decisionOf({ strategy_type: 'pure_ml', logic: 'ml_signal', indicators: [], ml_requirements: { model_id: MODEL } })
    const pure = await write(emptyWorld(), alone, { modelIds: [MODEL] })
    expect(pure.code).toContain('indicators: {},')
    expect(pure.code).toMatch(/if \(bar\.mlSignal\('model', 0\.[56]\d*\) === -1\) return 'short'/)
  })

  it('keep to one side where the decision says so', async () => {
    const oneSided = decisionOf({ exploration_vector: { modification: 'new_idea', details: 'rsi; long side only' } })
    const { code } = await write(emptyWorld(), oneSided, { seed: 4 })
    expect(code).toContain("return 'long'")
    expect(code).not.toContain("return 'short'")
  })

  it('are the same for the same seed and others for other iterations', async () => {
    const decision = decisionOf()
    const first = await write(emptyWorld(), decision, { seed: 1, iteration: 3 })
    expect(await write(emptyWorld(), decision, { seed: 1, iteration: 3 })).toEqual(first)
    expect((await write(emptyWorld(), decision, { seed: 1, iteration: 4 })).code).not.toBe(first.code)
  })

  it('cannot be written without a decision, and that is said', async () => {
    const { runAgent } = await import('../../agent.ts')
    const { OfflinePolicy } = await import('../offlinePolicy.ts')
    const { Submission: schema } = await import('../proof/askPolicy.ts')
    const submit = { name: 'submit_strategy', description: '', schema }
    const outcome = await runAgent({ model: new OfflinePolicy({ seed: 1 }), system: '', user: 'Write something.', tools: [], submit })
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'llm_no_submission' } })
  })
})

describe('refinement', () => {
  it('reads the parent and mutates its genome', async () => {
    const world = emptyWorld()
    const parent = await parentIn(world, 'strat_p', decisionOf(), 1)
    const outcome = await askCodegen(world, refined('tuned_parameters'), { seed: 2 })
    expect(outcome.evidence.map(({ tool }) => tool)).toEqual(['list_indicators', 'show_strategy'])
    const child = genomeOf(valueOf(outcome))
    expect(child.generation).toBe(2)
    expect(conditionsOf(child).map(({ motif }) => motif)).toEqual(conditionsOf(parent).map(({ motif }) => motif))
    expect(child).not.toEqual({ ...parent, generation: 2 })
  })

  it('starts from the numbers that the walk-forward of the parent chose', async () => {
    const source = emptyWorld()
    const parent = await parentIn(source, 'strat_p', decisionOf(), 1)
    const row = (chosen_params: Record<string, Record<string, number>>) => ({ ...source.rows[0]!, chosen_params })
    const decision = refined('changed_exits')
    const memory = async (chosen: Record<string, Record<string, number>>): Promise<number | undefined> =>
      genomeOf(await write({ ...emptyWorld(), rows: [row(chosen)] }, decision)).trigger?.params['period']
    const own = parent.trigger?.params['period'] as number
    expect(await memory({})).toBe(own)
    expect(await memory({ period: { [own]: 1, 33: 5, 40: 2 } })).toBe(33)
    expect(await memory({ another: { 3: 9 } })).toBe(own)
  })

  it('changes what the decision says and keeps the rest', async () => {
    const world = emptyWorld()
    const parent = await parentIn(world, 'strat_p', decisionOf(), 1)
    const exits = genomeOf(await write(world, refined('changed_exits'), { seed: 2 }))
    expect(exits).toMatchObject({ trigger: parent.trigger, filters: parent.filters })
    expect(exits.exits).not.toEqual(parent.exits)

    const added = genomeOf(await write(world, refined('added_filter', { indicators: ['rsi', 'volume_zscore', 'adx'] }), { seed: 2 }))
    expect(added.filters.map(({ indicator }) => indicator)).toEqual(['volume_zscore', 'adx'])
    expect(added.trigger?.motif).toBe(parent.trigger?.motif)

    const swapped = genomeOf(await write(world, refined('swapped_indicator', { indicators: ['cci', 'volume_zscore'] }), { seed: 2 }))
    expect(swapped.trigger?.indicator).toBe('cci')
    expect(indicatorsOf(swapped)).not.toContain('rsi')
  })

  it('upgrades nothing but the model', async () => {
    const world = emptyWorld()
    const hybrid = decisionOf({ strategy_type: 'hybrid_ml', ml_requirements: { model_id: MODEL } })
    const { code } = await write(world, hybrid, { seed: 1, modelIds: [MODEL] })
    world.rows.push(fakeRow('strat_p', { code }))
    const next = refined('upgraded_model', {
      action: 'upgrade',
      strategy_type: 'hybrid_ml',
      ml_requirements: { model_id: 'XGBoost_direction_v2' },
    })
    const child = genomeOf(await write(world, next, { seed: 5, modelIds: ['XGBoost_direction_v2'] }))
    const parent = genomeOf({ code })
    expect(child).toEqual({ ...parent, generation: 2, model: { ...parent.model, id: 'XGBoost_direction_v2' } })
  })

  it('crosses two strategies: the trigger of one, the filters of the other', async () => {
    const world = emptyWorld()
    const parent = await parentIn(world, 'strat_p', decisionOf({ indicators: ['rsi'] }), 1)
    await parentIn(world, 'strat_q', decisionOf({ indicators: ['bollinger', 'adx', 'obv'] }), 2)
    const vector = { modification: 'crossover', details: 'crossed with strat_q for its filters and exits' }
    const child = genomeOf(
      await write(world, refined('crossover', { exploration_vector: vector, indicators: ['rsi', 'adx', 'obv'] }), { seed: 3 }),
    )
    expect(child.trigger).toMatchObject({ indicator: 'rsi', motif: parent.trigger?.motif })
    expect(child.filters.map(({ indicator }) => indicator)).toEqual(['adx', 'obv'])
  })

  it('starts anew from the decision where the parent has no genome', async () => {
    const world = emptyWorld()
    world.rows.push(fakeRow('strat_p', { code: 'export default class X extends Strategy { shouldEnter() { return "none" } }' }))
    const child = genomeOf(await write(world, refined('tuned_parameters'), { seed: 2 }))
    expect(child.generation).toBe(1)
    expect(indicatorsOf(child)).toEqual(['rsi', 'volume_zscore'])
  })
})

describe('repair', () => {
  const decision = decisionOf({ indicators: ['rsi', 'adx', 'volume_zscore'] })

  async function mend(code: string, reason: string, message: string, seed = 1): Promise<Submission> {
    return write(emptyWorld(), decision, { seed, mending: { code, stage: 'backtest', reason, message } })
  }

  it('drops what the failure names', async () => {
    const { code } = await write(emptyWorld(), decision)
    const genome = genomeOf(await mend(code, 'bad_indicator', 'The indicator adx takes no parameter "x".'))
    expect(indicatorsOf(genome)).toEqual(['rsi', 'volume_zscore'])
    const retriggered = genomeOf(await mend(code, 'bad_indicator', 'The indicator rsi needs 900 bars.'))
    expect(indicatorsOf(retriggered)).not.toContain('rsi')
  })

  it('lets go of the filters of a strategy that never trades', async () => {
    const { code } = await write(emptyWorld(), decision)
    const genome = genomeOf(await mend(code, 'no_trades', 'It never entered.'))
    expect(genome).toMatchObject({ filters: [], trigger: genomeOf({ code }).trigger })
  })

  it('never hands in the same text again, repair after repair', async () => {
    for (let seed = 0; seed < 10; seed++) {
      let { code } = await write(emptyWorld(), decision, { seed })
      const texts = new Set([code])
      for (let repair = 1; repair <= 3; repair++) {
        const next = await mend(code, 'timeout', 'The run took too long.', seed)
        expect(genomeOf(next).repairs).toBe(repair)
        expect(transpile(next.code)).toMatchObject({ ok: true })
        texts.add(next.code)
        code = next.code
      }
      expect(texts.size).toBe(4)
    }
  })

  it('writes another text when the submission itself is sent back', async () => {
    const seen: string[] = []
    const check = ({ code }: Submission): string | undefined => (seen.push(code) < 3 ? 'it does not parse' : undefined)
    const outcome = await askCodegen(emptyWorld(), decision, { check })
    expect(outcome.ok).toBe(true)
    expect(new Set(seen).size).toBe(3)
  })
})
