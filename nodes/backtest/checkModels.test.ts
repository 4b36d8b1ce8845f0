import { describe, expect, it } from 'vitest'
import type { StrategyDeclaration } from '../../domain/strategy.ts'
import { checkModels } from './checkModels.ts'

const declaring = (indicators: string[], models: Record<string, string>): StrategyDeclaration => ({
  name: 'X',
  needs: { warmupBars: 0, indicators: Object.fromEntries(indicators.map((name) => [name, [name, {}] as const])), models },
  exits: {},
})
const v3 = 'XGBoost_direction_v3'

describe('checkModels', () => {
  it.each([
    ['pure technical without a model', checkModels('pure_technical', []), declaring(['rsi'], {})],
    ['hybrid with exactly its model', checkModels('hybrid_ml', [v3]), declaring(['rsi'], { direction: v3 })],
    ['pure ML without an indicator', checkModels('pure_ml', [v3]), declaring([], { direction: v3 })],
  ])('lets %s pass', (_name, check, declaration) => {
    expect(check(declaration)).toBeUndefined()
  })

  it.each([
    ['a model that pure technical was not given', checkModels('pure_technical', []), declaring(['rsi'], { direction: v3 }), 'wrong_models'],
    ['another version', checkModels('hybrid_ml', [v3]), declaring(['rsi'], { direction: 'XGBoost_direction_v2' }), 'wrong_models'],
    ['a hybrid that leaves its model out', checkModels('hybrid_ml', [v3]), declaring(['rsi'], {}), 'wrong_models'],
    ['a hybrid without an indicator', checkModels('hybrid_ml', [v3]), declaring([], { direction: v3 }), 'wrong_type'],
  ])('refuses %s', (_name, check, declaration, code) => {
    expect(check(declaration)?.code).toBe(code)
  })
})
