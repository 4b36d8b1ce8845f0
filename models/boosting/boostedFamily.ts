import { z } from 'zod'
import { ResourceError } from '../../domain/errors.ts'
import type { Task } from '../../domain/ml.ts'
import { checkRequest } from '../checkRequest.ts'
import type { FamilyName, FitRequest, FittedModel, ModelFamily } from '../family.ts'
import { settle, type Hyperparameters } from '../hyperparameters.ts'
import { MODEL_BYTES, readModelBytes, readModelFile } from '../modelFile.ts'
import { rowMajor, rowMajorSingle } from '../native/rowMajor.ts'
import { boostedModel } from './boostedModel.ts'
import { chooseEngine } from './chooseEngine.ts'
import { librarySeed, type BoostingEngine, type EngineAnswer, type TrainingRows } from './engine.ts'

/** What a family asks of an engine, in the engine's words. */
export interface EnginePlan {
  readonly params: Readonly<Record<string, string | number>>
  readonly rounds: number
  /** Rounds without gain after which early stopping ends the training; undefined where there is none, as in a forest. */
  readonly patience: number | undefined
}

export interface BoostedFamilyOptions<Name extends string> {
  readonly name: FamilyName
  readonly title: string
  readonly hyperparameters: Hyperparameters<Name>
  /** Engines that can do it, the preferred one first. */
  readonly engines: readonly (() => EngineAnswer)[]
  readonly plan: (engine: BoostingEngine['name'], task: Task, settings: Record<Name, number>, features: number) => EnginePlan
  readonly finish?: ((task: Task) => ((prediction: Float64Array) => Float64Array) | undefined) | undefined
}

function trainingRows(engine: BoostingEngine, { x, y, weights }: FitRequest['train'], rows: Int32Array): TrainingRows {
  const pick = (values: Float64Array): Float32Array => Float32Array.from(rows, (row) => values[row] as number)
  const labels = pick(y)
  const data = engine.single ? rowMajorSingle(x, rows) : rowMajor(x, rows)
  return { data, rows: rows.length, columns: x.columns.length, labels, weights: weights && pick(weights) }
}

/** A family that is trained by a native library: the request is checked and settled, put in the engine's words, and trained. */
export function boostedFamily<Name extends string>(options: BoostedFamilyOptions<Name>): ModelFamily {
  const { name, title, hyperparameters, plan, finish } = options
  const engineFor = (wanted?: BoostingEngine['name']): BoostingEngine => {
    const answer = chooseEngine(name, options.engines, wanted)
    if (answer.ok) return answer.engine
    throw new ResourceError(answer.reason)
  }
  const fit = async (request: FitRequest): Promise<FittedModel> => {
    const settings = settle(name, hyperparameters, request.hyperparameters)
    const rows = checkRequest(request)
    const engine = engineFor()
    const { task, train, valid } = request
    const { params, rounds, patience } = plan(engine.name, task, settings, train.x.names.length)
    const featureNames = [...train.x.names]
    const trained = await engine.train({
      train: trainingRows(engine, train, rows.train),
      valid:
        valid === undefined || rows.valid === undefined || patience === undefined ? undefined : trainingRows(engine, valid, rows.valid),
      featureNames,
      params: { ...params, seed: librarySeed(request.seed) },
      rounds,
      patience: patience ?? rounds,
    })
    const kept = patience === undefined ? undefined : trained.rounds
    return boostedModel({ family: name, task, featureNames, engine, bytes: trained.bytes, rounds: kept, finish: finish?.(task) })
  }
  const load = async (directory: string): Promise<FittedModel> => {
    const file = await readModelFile(directory, name, { ...MODEL_BYTES, engine: z.enum(['XGBoost', 'LightGBM']) })
    const engine = engineFor(file.engine)
    const bytes = await readModelBytes(directory, file)
    const { task, feature_names: featureNames, best_iteration: rounds } = file
    return boostedModel({ family: name, task, featureNames, engine, bytes, rounds: rounds ?? undefined, finish: finish?.(task) })
  }
  const availability = (): ReturnType<ModelFamily['availability']> => {
    const answer = chooseEngine(name, options.engines)
    return answer.ok ? { ok: true, library: answer.engine.name, version: answer.engine.version } : answer
  }
  return { name, title, hyperparameters, availability, fit, load }
}
