import { describe, expect, it } from 'vitest'
import { Decision } from '../../domain/decision.ts'
import type { ModelSummary } from '../../domain/model.ts'
import { checkDecision } from './checkDecision.ts'

const base = Decision.parse({
  action: 'explore',
  strategy_type: 'pure_technical',
  logic: 'momentum',
  rationale: 'nothing was tried yet',
  indicators: ['rsi'],
  exploration_vector: { modification: 'new_idea', details: 'first of its kind' },
})
const hybrid = (model_id: string): Decision => ({ ...base, strategy_type: 'hybrid_ml', ml_requirements: { model_id } })
const nothing = { families: [], models: [], hasStrategy: () => false }
const released = { model_id: 'XGBoost_direction_v3' } as ModelSummary

describe('checkDecision', () => {
  it('lets through what exists', () => {
    expect(checkDecision(base, nothing)).toBeUndefined()
    expect(checkDecision({ ...base, indicators: ['RSI', 'VolumeZScore'] }, nothing)).toBeUndefined()
    expect(checkDecision({ ...base, parent_id: 'strat_1' }, { ...nothing, hasStrategy: (id) => id === 'strat_1' })).toBeUndefined()
    expect(checkDecision(hybrid('XGBoost_direction_v3'), { ...nothing, models: [released] })).toBeUndefined()
    expect(checkDecision(hybrid('LightGBM_regime_latest'), { ...nothing, families: ['LightGBM'] })).toBeUndefined()
  })

  it.each([
    ['an indicator that is none', { ...base, indicators: ['rsj'] }, nothing, /"rsj".*did you mean "rsi"/],
    ['a parent that is none', { ...base, parent_id: 'strat_1' }, nothing, /no strategy "strat_1"/],
    ['a model where there is no family', hybrid('XGBoost_direction_v1'), nothing, /choose pure_technical/],
    ['a family that is none', hybrid('XGBost_direction_v1'), { ...nothing, families: ['XGBoost'] }, /did you mean "XGBoost"/],
  ])('tells the agent of %s', (_name, decision, known, sentence) => {
    expect(checkDecision(decision, known)).toMatch(sentence)
  })
})
