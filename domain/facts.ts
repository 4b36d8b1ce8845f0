import type { Decision } from './decision.ts'
import type { Baselines, Metrics } from './metrics.ts'
import type { StrategyType } from './strategy.ts'

/** One named gate of a verdict. */
export interface Gate {
  name: string
  passed: boolean
  /** The measured figure, or null where it does not exist (which does not pass). */
  value: number | null
  threshold: number
  /** How value and threshold compare when the gate passes. */
  rule: '>=' | '<=' | '>' | '<'
  detail: string
}

export interface Verdict {
  approved: boolean
  gates: Gate[]
}

export const FAILURE_STAGES = [
  'decision',
  'model',
  'codegen',
  'policy',
  'transpile',
  'declaration',
  'smoke',
  'causality',
  'backtest',
] as const
export type FailureStage = (typeof FAILURE_STAGES)[number]

/** Why a step failed: an expected outcome, stored with the strategy. */
export interface Failure {
  stage: FailureStage
  /** Stable name of the reason, e.g. `import_forbidden`, `timeout`, `not_deterministic`. */
  code: string
  message: string
}

/** Columns of `strategies`, as the roadmap names them, and what an honest record needs besides. Immutable. */
export interface StrategyFact {
  strategy_id: string
  strategy_name: string
  strategy_type: StrategyType
  indicators_used: string[]
  ml_models_used: string[]
  strategy_logic: string
  entry_logic: string
  exit_logic: string
  /** Null for a strategy that never ran to the end. */
  metrics: Metrics | null
  passed_filter: boolean
  parent_id: string | null
  grandparent_id: string | null
  exploration_vector: { modification: string; details: string }
  created_at: string

  session_id: string
  iteration: number
  seed: number
  decision_id: string
  /** The trial of its last attempt; null where it never came to one. */
  trial_id: string | null
  action: string
  rationale: string
  code_hash: string | null
  dataset_id: string
  dataset_hash: string
  synthetic: boolean
  window_from: string
  window_to: string
  status: 'completed' | 'failed'
  failure: Failure | null
  verdict: Verdict | null
  baselines: Baselines | null
  repairs: number
  /** All trials counted in the workspace on this dataset when the verdict was given. */
  trials_counted: number
}

/** One evaluation of anything on data, written by the engine itself. Immutable. */
export interface TrialFact {
  trial_id: string
  session_id: string
  iteration: number
  /** What was evaluated; a `model` is one fit of a model on one fold, its `code_hash` the hash of the request that it answers. */
  kind: 'strategy' | 'repair' | 'manual' | 'model'
  /** Indicators that the strategy declares, by their names in the catalogue. */
  indicators_used: string[]
  ml_models_used: string[]
  code_hash: string
  dataset_id: string
  dataset_hash: string
  window_from: string
  window_to: string
  outcome: 'completed' | 'failed'
  failure: Failure | null
  metrics: Metrics | null
  baselines: Baselines | null
  /** Sharpe ratio per day, not annualised: what the deflation works on. */
  daily_sharpe: number | null
  daily_observations: number
  daily_skewness: number | null
  /** Raw kurtosis, 3 for a normal. */
  daily_kurtosis: number | null
  created_at: string
}

/** What the strategy agent decided, with the evidence it was shown. Immutable. */
export interface DecisionFact {
  decision_id: string
  session_id: string
  iteration: number
  decision: Decision
  /** The tool calls the agent made and the rows it was shown. */
  evidence: { tool: string; arguments: Record<string, unknown>; result: unknown }[]
  model: string
  input_tokens: number
  output_tokens: number
  created_at: string
}

/** The verdict on one completed trial, with the number of trials it was deflated for. Immutable. */
export interface VerdictFact extends Verdict {
  verdict_id: string
  trial_id: string
  session_id: string
  trials_counted: number
  created_at: string
}

/** A strategy's text by its hash. Immutable. */
export interface SourceFact {
  code_hash: string
  text: string
  written_by: string
  created_at: string
}

export interface SessionFact {
  session_id: string
  /** How many sessions this workspace had before this one. */
  ordinal: number
  goal: string
  seed: number
  strategies_budget: number
  /** 0: no limit. */
  max_cost_usd: number
  /** 0: no limit. */
  max_minutes: number
  dataset_id: string
  dataset_hash: string
  synthetic: boolean
  window_from: string
  window_to: string
  llm: string
  created_at: string
}

/** Daily UTC returns of one trial: what deflation, PBO and correlation of trials are computed from. Immutable. */
export interface ReturnsFact {
  trial_id: string
  /** First day, ISO date. */
  first_day: string
  returns: number[]
}

/** From when on a dataset's bars are sealed. Written once: bars that are added later are sealed too. Immutable. */
export interface SealFact {
  dataset_id: string
  /** ISO 8601; bars at or after it are out of everybody's reach but the validation's. */
  sealed_from: string
  /** Of the time that the dataset covered when it was sealed. */
  share: number
  created_at: string
}

/** The one opening of a sealed holdout for a candidate: a text on a dataset. Immutable. */
export interface HoldoutFact {
  holdout_id: string
  code_hash: string
  dataset_id: string
  dataset_hash: string
  /** The trial that it was opened for. */
  trial_id: string
  session_id: string
  opened_from: string
  opened_to: string
  /** Null where the strategy failed on the sealed bars. */
  metrics: Metrics | null
  /** Probability that the true Sharpe ratio is above 0; null where there is none. */
  probability_of_skill: number | null
  failure: Failure | null
  created_at: string
}
