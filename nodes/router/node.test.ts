import { describe, expect, it } from 'vitest'
import { Decision } from '../../domain/decision.ts'
import { routeDecision } from './node.ts'

const pureTechnical = Decision.parse({
  action: 'explore',
  strategy_type: 'pure_technical',
  logic: 'mean_reversion',
  rationale: 'nothing was tried yet',
  indicators: ['rsi'],
  exploration_vector: { modification: 'new_idea', details: 'first of its kind' },
})
const hybrid = { ...pureTechnical, strategy_type: 'hybrid_ml' as const, ml_requirements: { model_id: 'XGBoost_direction_latest' } }

describe('routeDecision', () => {
  it.each([
    ['pure technical goes to the code generator', { decision: pureTechnical, failure: null }, 'codegen'],
    ['hybrid goes by way of the ML quant agent', { decision: hybrid, failure: null }, 'quant'],
    [
      'pure ML goes by way of the ML quant agent',
      { decision: { ...hybrid, strategy_type: 'pure_ml' as const, indicators: [] }, failure: null },
      'quant',
    ],
    ['no decision is recorded', { decision: null, failure: null }, 'record'],
    [
      'a failed decision is recorded',
      { decision: null, failure: { stage: 'decision' as const, code: 'llm_garbage', message: 'no' } },
      'record',
    ],
  ])('%s', (_name, state, route) => {
    expect(routeDecision(state)).toBe(route)
  })
})
