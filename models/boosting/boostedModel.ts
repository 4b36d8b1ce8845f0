import type { Task } from '../../domain/ml.ts'
import { checkColumns } from '../checkRequest.ts'
import type { FamilyName, FittedModel, Matrix } from '../family.ts'
import { writeModelBytes, writeModelFile } from '../modelFile.ts'
import { shares } from '../shares.ts'
import { untilDisposed } from '../untilDisposed.ts'
import type { BoostingEngine } from './engine.ts'

export interface BoostedParts {
  readonly family: FamilyName
  readonly task: Task
  readonly featureNames: readonly string[]
  readonly engine: BoostingEngine
  readonly bytes: Uint8Array
  /** Rounds kept, where early stopping may choose them. */
  readonly rounds: number | undefined
  /** What turns the engine's figure into the model's, e.g. into a probability. */
  readonly finish?: ((prediction: Float64Array) => Float64Array) | undefined
}

const unchanged = (prediction: Float64Array): Float64Array => prediction

/** A model that an engine predicts with. It is opened from its own file's bytes even right after training: what is saved is what predicts. */
export function boostedModel(parts: BoostedParts): FittedModel {
  const { family, task, featureNames, engine, bytes, rounds, finish = unchanged } = parts
  const booster = engine.open(bytes, featureNames)
  const checked = <T>(x: Matrix, answer: (x: Matrix) => T): T => {
    checkColumns(x, featureNames)
    return answer(x)
  }
  return untilDisposed(family, {
    featureNames,
    lookbackRows: 0,
    bestIteration: rounds,
    predict: (x) => finish(checked(x, booster.predict)),
    contributions: (x) => checked(x, booster.contributions),
    importance: () => shares(featureNames, booster.gains()),
    save: async (directory) => {
      const written = await writeModelBytes(directory, engine.fileName, bytes)
      const library = `${engine.name} ${engine.version}`
      const about = { family, task, feature_names: [...featureNames], best_iteration: rounds ?? null, library, engine: engine.name }
      return [written.file, await writeModelFile(directory, { format: 'quantopia-model-1', ...about, ...written })]
    },
    dispose: booster.dispose,
  })
}
