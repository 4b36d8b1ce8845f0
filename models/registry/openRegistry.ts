import { join } from 'node:path'
import { NoSuchIdError } from '../../domain/errors.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { ModelFamily } from '../family.ts'
import { openPredictionCache } from '../walkForward/predictionCache.ts'
import { predictPointInTime, type PredictionRequest } from '../walkForward/predictPointInTime.ts'
import type { TrainedVersion } from '../walkForward/trainVersion.ts'
import { lineageOf } from './lineage.ts'
import { snapshotDirectory, type ModelDraft } from './manifest.ts'
import { parseModelId, type ParsedModelId } from './modelId.ts'
import type { ModelFactStore, RegistryLocks } from './ports.ts'
import { NO_REFUSALS, openRefusals, type Refusals } from './refusals.ts'
import { releaseVersion } from './release.ts'
import { trainOnce, type TrainOnce } from './trainOnce.ts'
import { verifyRelease } from './verifyRelease.ts'

export interface RegistryOptions {
  readonly modelsDir: string
  readonly locksDir: string
  /** Predictions and refusals are kept below it; absent, they are made every time. */
  readonly cacheDir?: string | undefined
  readonly store: ModelFactStore
  readonly locks: RegistryLocks
  /** @throws UsageError for a name that no family has. */
  readonly findFamily: (name: string) => ModelFamily
}

/** What a model id of a request comes to: a version that exists, or one that has to be trained. */
export type Resolved =
  { readonly status: 'exists'; readonly version: ModelVersion } | { readonly status: 'missing'; readonly wanted: ParsedModelId }

/** Released model versions. A snapshot of one cannot be had: whoever wants predictions names bars and gets out-of-sample ones. */
export interface Registry {
  /** Releases what was trained under the next number of its name. Does not dispose of it. */
  registerVersion(draft: ModelDraft, trained: TrainedVersion): Promise<ModelVersion>
  /** With every file checked against its hash. @throws NoSuchIdError, UsageError for no model id, BadDataError for a damaged release. */
  getVersion(modelId: string): ModelVersion
  /** As getVersion, for what is only told of a version: no file is looked at. @throws NoSuchIdError, UsageError for no model id. */
  findVersion(modelId: string): ModelVersion
  /** By `<Family>_<target>`; undefined where none was released. */
  getLatestVersion(modelName: string): ModelVersion | undefined
  /** In the order of their release. */
  listAllModels(): ModelVersion[]
  /** The version and all that it supersedes, newest first. @throws as getVersion. */
  lineage(modelId: string): ModelVersion[]
  /** `XGBoost_direction_v3` or `XGBoost_direction_latest`. @throws UsageError for no model id. */
  resolve(modelId: string): Resolved
  /**
   * The version that answers this request: an existing one, or what `train` registers. Of many processes that ask at once, one trains
   * and the others get its version; where it is killed, the next one trains.
   */
  withTrainingLock(request: TrainOnce, train: () => Promise<ModelVersion>): Promise<{ version: ModelVersion; trained: boolean }>
  /** What a request's training came to when it last ended without a release. */
  readonly refusals: Refusals
  /** One value per bar, NaN where no snapshot may speak yet. @throws as getVersion; UsageError for other features or another timeframe. */
  predict(modelId: string, request: PredictionRequest): Promise<Float64Array>
}

export function openRegistry({ modelsDir, locksDir, cacheDir, store, locks, findFamily }: RegistryOptions): Registry {
  const cache = cacheDir === undefined ? undefined : openPredictionCache(join(cacheDir, 'predictions'))
  const known = (modelId: string): ModelVersion => {
    const resolved = resolve(store, modelId)
    if (resolved.status === 'exists') return resolved.version
    const ids = store.list().map(({ model_id }) => model_id)
    const hint = ids.length === 0 ? 'none is released yet' : `released are ${ids.slice(-8).join(', ')}`
    throw new NoSuchIdError(`There is no model "${modelId}"${didYouMean(modelId, ids)}; ${hint}.`, { modelId })
  }
  const getVersion = (modelId: string): ModelVersion => {
    const version = known(modelId)
    verifyRelease(modelsDir, version)
    return version
  }
  return {
    registerVersion: (draft, trained) => releaseVersion({ modelsDir, locksDir, store, locks }, draft, trained),
    getVersion,
    findVersion: known,
    getLatestVersion: (modelName) => store.latest(modelName),
    listAllModels: () => store.list(),
    lineage: (modelId) => lineageOf(store, known(modelId)),
    resolve: (modelId) => resolve(store, modelId),
    withTrainingLock: (request, train) => trainOnce({ locksDir, store, locks }, request, train),
    refusals: cacheDir === undefined ? NO_REFUSALS : openRefusals(join(cacheDir, 'refusals')),
    predict: async (modelId, request) => {
      const version = getVersion(modelId)
      const load = (fold: number) => findFamily(version.family).load(join(modelsDir, version.model_id, snapshotDirectory(fold)))
      return predictPointInTime({ version, load }, request, cache)
    },
  }
}

function resolve(store: ModelFactStore, modelId: string): Resolved {
  const wanted = parseModelId(modelId)
  const version = wanted.version === 'latest' ? store.latest(wanted.modelName) : store.get(modelId)
  return version === undefined ? { status: 'missing', wanted } : { status: 'exists', version }
}
