import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryHome } from '../../fixtures/home.ts'
import { MISBEHAVIOUR } from '../../fixtures/openai/misbehaviour.ts'
import { policyResponder } from '../../fixtures/openai/modelResponder.ts'
import { callsTo, script, type Reply, type Responder } from '../../fixtures/openai/reply.ts'
import { startOpenAiServer, type OpenAiServer } from '../../fixtures/openai/server.ts'
import { samplePlan, sampleSupply } from '../../fixtures/sampleSupply.ts'
import { walkBars } from '../../fixtures/walkBars.ts'
import type { ModelOutcome } from '../../domain/model.ts'
import { offlineModels } from '../../llm/offlineModels.ts'
import { openaiModels } from '../../llm/openaiModels.ts'
import { modelPlanner, type Planner } from './planModel.ts'

const BTC = 'test:BTCUSDT:1h'
const TASK = { goal: 'a model of BTC', seed: 7, iteration: 1 }
const submitted = (plan: object) => callsTo({ name: 'submit_model_plan', arguments: plan as Record<string, unknown> })

let answer: Responder = () => MISBEHAVIOUR.html
let server: OpenAiServer
beforeAll(async () => {
  server = await startOpenAiServer((request, index) => answer(request, index))
})
const supply = sampleSupply(temporaryHome(), { [BTC]: walkBars(3, 1500) })
afterAll(async () => {
  supply.close()
  await server.close()
})

function overTheWire(): Planner {
  const openai = { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'fixture-model', priceInput: undefined, priceOutput: undefined }
  return modelPlanner(openaiModels(openai), TASK, {})
}

/** Asks for a model, with the replies that follow one another from here. */
async function ask(planner: Planner, model_id: string): Promise<{ outcome: ModelOutcome; sent: string[] }> {
  const before = server.requests.length
  const outcome = await supply.supplier.getOrCreate({ model_id }, supply.scope(BTC), planner.plan)
  return { outcome, sent: server.requests.slice(before).map(({ messages }) => messages.at(-1)?.content ?? '') }
}

const scripted = (...replies: readonly Reply[]): void => {
  const [from, next] = [server.requests.length, script(...replies)]
  answer = (request, index) => next(request, index - from)
}

describe('a plan by a language model', () => {
  it('is mended after each refusal, looked up features in between, and trained', async () => {
    const good = samplePlan({ rationale: 'mended as it was told to be' })
    scripted(
      callsTo({ name: 'list_features', arguments: { group: 'volume' } }),
      submitted({ ...good, features: { ...good.features, include: ['rsj_14'] } }),
      submitted({ ...good, horizon_bars: 'six' }),
      submitted(good),
    )
    const planner = overTheWire()
    const { outcome, sent } = await ask(planner, 'Linear_direction_v1')
    expect(outcome).toMatchObject({ ok: true, model_id: 'Linear_direction_v1', trained: true })
    expect(sent).toHaveLength(4)
    expect(sent[0]).toContain('"model_name": "Linear_direction"')
    expect(sent[1]).toContain('volume_ratio_24')
    expect(sent[2]).toMatch(/Not accepted: .*"rsj_14".*did you mean "rsi_14"/s)
    expect(sent[3]).toMatch(/Not accepted: .*horizon_bars/s)
    expect(planner.usage()).toMatchObject({ input_tokens: 400, output_tokens: 80 })
  })

  it.each([
    ['plans that name nothing there is', submitted({ ...samplePlan(), features: { include: ['moon_phase'] } }), /moon_phase/],
    ['chat', MISBEHAVIOUR.chat, /did not hand in an answer/],
    ['a web page', MISBEHAVIOUR.html, /./],
  ])('ends as a failure where it is %s: nothing is trained', async (_what, reply, sentence) => {
    scripted(reply)
    const trials = supply.trials.length
    const { outcome } = await ask(overTheWire(), 'Linear_return_v1')
    expect(outcome).toMatchObject({ ok: false, failure: { stage: 'model' } })
    expect(!outcome.ok && outcome.failure.code).toMatch(/^llm_/)
    expect(!outcome.ok && outcome.failure.message).toMatch(sentence)
    expect(supply.trials).toHaveLength(trials)
  })

  it('ends everything where the model cannot be had at all', async () => {
    scripted(MISBEHAVIOUR.unauthorized)
    await expect(ask(overTheWire(), 'Linear_return_v1')).rejects.toMatchObject({ exitCode: 5 })
  })

  it('of the offline policy is the same over the wire', async () => {
    answer = policyResponder(7)
    const plans: unknown[] = []
    for (const planner of [overTheWire(), modelPlanner(offlineModels(7), TASK, {})]) {
      await supply.supplier.getOrCreate({ model_id: 'XGBoost_regime_v1', features: 'volume_focused' }, supply.scope(BTC), async (brief) => {
        plans.push(await planner.plan(brief))
        return { ok: false, failure: { stage: 'model', code: 'none', message: 'only asked' } }
      })
    }
    expect(plans[0]).toEqual(plans[1])
    expect(plans[0]).toMatchObject({ ok: true, plan: { features: { groups: ['volume_focused'] } } })
  })
})
