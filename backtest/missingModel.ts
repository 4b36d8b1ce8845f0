import type { Failure } from '../domain/facts.ts'
import type { StrategyNeeds } from '../domain/strategy.ts'
import type { Predictions } from './prepare.ts'

/** Why the strategy cannot run: a model it needs has no predictions of these bars. */
export function missingModel({ models }: StrategyNeeds, predictions: Predictions | undefined, bars: number): Failure | undefined {
  for (const [key, modelId] of Object.entries(models)) {
    if (predictions?.[key]?.length === bars) continue
    const message = `The strategy needs the model ${modelId} as "${key}", and there are no predictions of it for these bars.`
    return { stage: 'model', code: 'model_unavailable', message }
  }
  return undefined
}
