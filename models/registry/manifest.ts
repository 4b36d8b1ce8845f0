import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { TrainedVersion } from '../walkForward/trainVersion.ts'
import { modelIdOf, modelNameOf } from './modelId.ts'

export const MANIFEST_FILE = 'manifest.json'
export const PLAN_FILE = 'feature_plan.json'

/** Where, in a release, the files of one snapshot are. */
export function snapshotDirectory(fold: number): string {
  return `snapshots/${String(fold).padStart(3, '0')}`
}

/** What a release says besides what training found out. */
export interface ModelDraft {
  /** Hash of the request it answers, as given to withTrainingLock. */
  readonly specHash: string
  readonly datasetIds: readonly string[]
  readonly synthetic: boolean
  readonly releasedBy: string
  readonly improvement?: string | undefined
}

export interface ReleaseContext {
  readonly version: number
  readonly supersedes: ModelVersion | undefined
  readonly releasedAt: string
  readonly libraryVersions: Record<string, string>
  /** SHA-256 by path. */
  readonly files: Record<string, string>
}

/** The manifest's own hash: of everything in it but the hash. */
export function manifestHash(manifest: Omit<ModelVersion, 'content_hash'>): string {
  return sha256(canonicalJson({ ...manifest, content_hash: null }))
}

export function buildManifest(draft: ModelDraft, trained: TrainedVersion, context: ReleaseContext): ModelVersion {
  const { family, target, plan, config, split } = trained
  const modelName = modelNameOf(family.name, target.name)
  const modelId = modelIdOf(modelName, context.version)
  const manifest: Omit<ModelVersion, 'content_hash'> = {
    model_name: modelName,
    version: `v${context.version}`,
    model_id: modelId,
    family: family.name,
    model_type: config.task,
    target: target.name,
    features_used: plan.features.map(({ name }) => name),
    feature_count: plan.features.length,
    hyperparameters: allHyperparameters(trained),
    metrics: trained.metrics,
    supersedes: context.supersedes?.model_id ?? null,
    improvement: draft.improvement ?? null,
    released_at: context.releasedAt,
    released_by: draft.releasedBy,
    model_path: `models/${modelId}`,
    pipeline_path: `models/${modelId}/${PLAN_FILE}`,
    target_spec: { ...target },
    feature_plan: { features: plan.features.map((feature) => ({ ...feature, params: { ...feature.params } })) },
    spec_hash: draft.specHash,
    data_hash: trained.dataHash,
    dataset_ids: [...draft.datasetIds],
    synthetic: draft.synthetic,
    timeframe: trained.timeframe,
    window_from: new Date(trained.window.from).toISOString(),
    window_to: new Date(trained.window.to).toISOString(),
    split,
    horizon_bars: split.horizon_bars,
    embargo_bars: split.embargo_bars,
    seed: config.seed,
    library_versions: context.libraryVersions,
    folds: trained.snapshots.map(({ record }) => record),
    trials_counted: trained.trials,
    importance: trained.importance,
    files: context.files,
  }
  return { ...manifest, content_hash: manifestHash(manifest) }
}

/** Those that were not named had the family's defaults, which another version of the program may change. */
function allHyperparameters({ family, config }: TrainedVersion): Record<string, number> {
  const defaults = Object.entries(family.hyperparameters).map(([name, { default: value }]) => [name, value] as const)
  return { ...Object.fromEntries(defaults), ...config.hyperparameters }
}
