import { expect, it } from 'vitest'
import { Decision } from '../../domain/decision.ts'
import { sampleSession } from '../../fixtures/sampleFacts.ts'
import { MAX_GRID_POINTS, MAX_PARAMS } from '../../sandbox/declaration/readParams.ts'
import { CODEGEN_SYSTEM, codegenPrompt } from './prompt.ts'

const session = { ...sampleSession(), goal: 'Find BTC strategies', seed: 7, strategies_budget: 20, dataset_id: 'binance:BTCUSDT:1h' }
const decision = Decision.parse({
  action: 'explore',
  strategy_type: 'hybrid_ml',
  logic: 'momentum',
  rationale: 'momentum was never tried',
  indicators: ['rsi'],
  ml_requirements: { model_id: 'XGBoost_direction_latest' },
  exploration_vector: { modification: 'new_idea', details: 'first of its kind' },
})
const specification = { decision, modelIds: ['XGBoost_direction_v3'] }

it('gives the specification with the model ids that were got', () => {
  const prompt = codegenPrompt(session, 2, specification)
  expect(prompt).toMatch(/^Goal: Find BTC strategies\nSession seed: 7\nIteration: 2 of 20\n/)
  const json = /```json\n([\s\S]*?)\n```/.exec(prompt)?.[1] ?? ''
  expect(JSON.parse(json)).toEqual({ ...decision, model_ids: ['XGBoost_direction_v3'] })
  expect(prompt).toMatch(/Write the strategy and submit it\.$/)
})

it('gives a repair the failure and the text as it was, special characters and all', () => {
  const text = "export default class X extends Strategy { shouldEnter() { return '$&$1`' } }"
  const prompt = codegenPrompt(session, 2, specification, {
    source: { code_hash: 'h', text, written_by: 'x', created_at: '' },
    failure: { stage: 'smoke', code: 'threw', message: 'shouldEnter threw at the first bar.' },
  })
  expect(prompt).toContain('failed at smoke (threw): shouldEnter threw at the first bar.')
  expect(prompt).toContain(`\`\`\`ts\n${text}\n\`\`\``)
})

it('tells how numbers are left open, within the limits that are enforced', () => {
  expect(CODEGEN_SYSTEM).toContain('static params = {')
  expect(CODEGEN_SYSTEM).toContain('this.params.level')
  expect(CODEGEN_SYSTEM).toContain(`At most ${MAX_PARAMS} parameters and ${MAX_GRID_POINTS} combinations`)
})
