import { BadDataError, NoSuchIdError, UsageError } from '../domain/errors.ts'
import type { Failure } from '../domain/facts.ts'
import type { StrategyNeeds } from '../domain/strategy.ts'
import type { Predictions } from './prepare.ts'

/** Scores of a model by its id, one per bar of the request. */
export type Predict = (modelId: string) => Promise<Float64Array>

export function isFailure(value: Predictions | Failure): value is Failure {
  return typeof value.stage === 'string'
}

/** The columns of the declared models by the strategy's own keys; one that cannot be had is a failure, a library or a disk that fails is not. */
export async function predictionsOf(
  { models }: StrategyNeeds,
  { predictions, predict }: { readonly predictions?: Predictions | undefined; readonly predict?: Predict | undefined },
): Promise<Predictions | Failure> {
  if (predictions !== undefined || predict === undefined) return predictions ?? {}
  try {
    return Object.fromEntries(await Promise.all(Object.entries(models).map(async ([key, id]) => [key, await predict(id)] as const)))
  } catch (error) {
    const isAnswer = error instanceof NoSuchIdError || error instanceof BadDataError || error instanceof UsageError
    if (isAnswer) return { stage: 'model', code: 'model_unavailable', message: error.message }
    throw error
  }
}

/** Index of the first bar for which every model has a prediction: before it, a strategy that needs them is still warming up. */
export function predictedFrom(predictions: Predictions): number {
  return Math.max(
    0,
    ...Object.values(predictions).map((column) => {
      const first = column.findIndex((value) => !Number.isNaN(value))
      return first === -1 ? column.length : first
    }),
  )
}
