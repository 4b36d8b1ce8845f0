import type { Bars } from './bars.ts'
import type { Failure } from './facts.ts'
import type { ModelVersion, TargetName, Task } from './ml.ts'
import type { ModelPlan } from './modelPlan.ts'

/** What the tables tell of one released model version. */
export interface ModelSummary {
  /** `<Family>_<target>_v<N>`, e.g. `XGBoost_direction_v3`. */
  model_id: string
  model_name: string
  version: string
  target: string
  metrics: Readonly<Record<string, number>>
  usage_stats: { num_strategies_using: number; avg_sharpe_of_strategies: number | null; best_strategy: string | null }
  supersedes: string | null
  improvement: string | null
  feature_count: number
  horizon_bars: number
  /** The bars it was trained on, the symbol that it foretells first. */
  dataset_ids: readonly string[]
  timeframe: string
  /** The last bar that anything was learnt or measured on. */
  window_to: string
  released_at: string
}

export interface ModelRequest {
  /** An id, or `<Family>_<target>_latest`. */
  model_id: string
  /** What the features should focus on, in a few words. */
  features?: string | undefined
}

/** On which bars a model is wanted, and by whom. */
export interface ModelScope {
  /** '' for a request made by hand. */
  readonly session_id: string
  readonly iteration: number
  readonly dataset_id: string
  /** ISO 8601; bars at or after `window_to` are out of reach, those before `window_from` may be learnt from. */
  readonly window_from: string
  readonly window_to: string
  readonly seed: number
  /** Other symbols for features that compare across symbols; absent: those of the lake with the same timeframe. */
  readonly universe?: readonly string[] | undefined
}

/** What a planner is told: everything that a plan may name, and what was there before. */
export interface PlanBrief {
  readonly model_name: string
  readonly family: {
    readonly name: string
    readonly title: string
    readonly hyperparameters: Readonly<Record<string, Hyperparameter>>
  }
  readonly target: TargetName
  readonly task: Task
  /** The words of the request, if any. */
  readonly features: string | undefined
  readonly dataset_id: string
  readonly timeframe: string
  /** Bars that there are to learn from and predict. */
  readonly bars: number
  /** How many other symbols features may compare with. */
  readonly universe: number
  readonly presets: readonly string[]
  readonly groups: readonly string[]
  /** Earlier versions of the name on the same bars, newest first. */
  readonly previous: readonly Pick<ModelVersion, 'model_id' | 'metrics' | 'feature_count' | 'hyperparameters' | 'horizon_bars'>[]
  /** What is wrong with a plan, as a sentence; undefined where it can be carried out. */
  readonly check: (plan: ModelPlan) => string | undefined
}

export interface Hyperparameter {
  readonly default: number
  /** Values outside [min, max] are refused, and agents search between the two. */
  readonly min: number
  readonly max: number
  readonly integer: boolean
  readonly meaning: string
}

/** Chooses features and configuration; a chat model behind it may fail. */
export type PlanModel = (brief: PlanBrief) => Promise<{ ok: true; plan: ModelPlan } | { ok: false; failure: Failure }>

/** `trained`: a model was fitted for this request. `note`: one sentence on what was done. */
export type ModelOutcome =
  | { readonly ok: true; readonly model_id: string; readonly trained: boolean; readonly note: string }
  | { readonly ok: false; readonly failure: Failure }

/** Where models come from: the registry, and training where it has none. */
export interface ModelSupplier {
  /** Families that can be trained on this machine. */
  families(): readonly string[]
  /** Released versions that were trained on this dataset, and on nothing from `windowEnd` (ISO 8601) on: their figures would tell what comes. */
  models(datasetId: string, windowEnd: string): Promise<readonly ModelSummary[]>
  /** An exact version, the latest, or one that is trained and released now: what the request comes to. */
  getOrCreate(request: ModelRequest, scope: ModelScope, plan: PlanModel): Promise<ModelOutcome>
  /**
   * One score per bar of the dataset, out of sample: the probability of class 1, or for a regression the rank of the predicted value
   * among the model's own last ones, 0 the lowest, 1 the highest. NaN where no snapshot may speak yet and from `until` (ms UTC) on.
   * `bars`: where they come from, if not from before the seal.
   * @throws NoSuchIdError, BadDataError for a damaged release, UsageError for a timeframe the model was not trained on.
   */
  scores(modelId: string, datasetId: string, until: number, bars?: (datasetId: string) => Promise<Bars>): Promise<Float64Array>
}
