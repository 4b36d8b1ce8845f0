export const TARGETS = ['direction', 'return', 'volatility', 'regime'] as const
export type TargetName = (typeof TARGETS)[number]

/** What a model learns to foresee, `horizonBars` ahead. */
export interface TargetSpec {
  readonly name: TargetName
  readonly horizonBars: number
  /** Triple-barrier labels (direction only): fractions of the close at the bar, e.g. 0.02 is 2 %. */
  readonly barrier?: { readonly takeProfit: number; readonly stopLoss: number } | undefined
}

/** direction and regime are binary classification (1 = up; 1 = high volatility), return and volatility are regression. */
export type Task = 'classification' | 'regression'

export function taskOf(target: TargetName): Task {
  return target === 'direction' || target === 'regime' ? 'classification' : 'regression'
}

/** One feature: `kind` names its definition in the catalogue, `name` its column. */
export interface FeatureSpec {
  readonly name: string
  readonly kind: string
  readonly params: Readonly<Record<string, number | string>>
}

/** The features of a model, in the order of its matrix's columns. */
export interface FeaturePlan {
  readonly features: readonly FeatureSpec[]
}

export interface ModelConfig {
  /** Name of a model family, e.g. `XGBoost`. */
  readonly family: string
  readonly task: Task
  readonly hyperparameters: Readonly<Record<string, number>>
  readonly seed: number
}

/** How the window was cut into walk-forward folds; in bars. */
export interface SplitDefinition {
  scheme: 'rolling' | 'expanding'
  /** Bars before the first predicted bar (both schemes), and the length of a rolling training range. */
  train_bars: number
  /** Bars that one snapshot predicts. */
  predict_bars: number
  /** Share of the training range, at its end, that early stopping watches; 0: none. */
  valid_fraction: number
  horizon_bars: number
  embargo_bars: number
}

/**
 * One snapshot of a version: what it was fitted on and which bars it may predict.
 * Times are ISO-8601 UTC opens of bars, the last bar included, except for `predict_until`.
 */
export interface FoldRecord {
  train_from: string
  train_to: string
  /** Null where no validation slice was held back. */
  valid_from: string | null
  valid_to: string | null
  /** The last bar that any training or validation label looked at. */
  data_until: string
  /** Predictions are valid for bars in [predict_from, predict_until); null: no end, the newest snapshot. */
  predict_from: string
  predict_until: string | null
  /** Training rows, validation excluded. */
  rows: number
  valid_rows: number
  best_iteration: number | null
  /** Out-of-sample, on the predicted bars that have a label; empty for the newest snapshot. */
  metrics: Record<string, number>
}

export interface FeatureImportance {
  feature: string
  /** The family's own importance, as a share of 1. */
  gain: number
  /** Mean |SHAP value| out of sample; null where the family has none. */
  shap: number | null
}

/** The manifest of one immutable release, as the roadmap names its columns, and what an honest registry needs besides. */
export interface ModelVersion {
  /** `<Family>_<target>`, e.g. `XGBoost_direction`. */
  model_name: string
  /** `v3`. */
  version: string
  /** `XGBoost_direction_v3`. */
  model_id: string
  family: string
  model_type: Task
  target: TargetName
  features_used: string[]
  feature_count: number
  hyperparameters: Record<string, number>
  /** Pooled out-of-sample figures. A figure that does not exist is absent. */
  metrics: Record<string, number>
  /** model_id of the version before; null for v1. */
  supersedes: string | null
  /** What this version does better than the one it supersedes, one sentence; null for v1 and where nobody claims any. */
  improvement: string | null
  released_at: string
  released_by: string
  /** Relative to the workspace. */
  model_path: string
  pipeline_path: string

  target_spec: { name: TargetName; horizonBars: number; barrier?: { takeProfit: number; stopLoss: number } | undefined }
  feature_plan: { features: { name: string; kind: string; params: Record<string, number | string> }[] }
  /** Hash of the request that this version answers: the same request is trained once. */
  spec_hash: string
  /** SHA-256 over the times, features and labels it was fitted on. */
  data_hash: string
  dataset_ids: string[]
  /** True where any of the datasets was generated. */
  synthetic: boolean
  timeframe: string
  window_from: string
  window_to: string
  split: SplitDefinition
  horizon_bars: number
  embargo_bars: number
  seed: number
  library_versions: Record<string, string>
  /** Oldest first; the last is the newest snapshot. */
  folds: FoldRecord[]
  /** Fits made for this version, those that were thrown away included. */
  trials_counted: number
  /** Most first. */
  importance: FeatureImportance[]
  /** SHA-256 of every other file of the release, by its path within it. */
  files: Record<string, string>
  /** SHA-256 of this manifest without this field: what getVersion checks. */
  content_hash: string
}
