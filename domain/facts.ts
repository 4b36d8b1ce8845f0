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
  /** Null where it was not walked forward. */
  walk_forward: WalkForwardSummary | null
  repairs: number
  /** All trials counted in the workspace on this dataset when the verdict was given. */
  trials_counted: number
}

/** One evaluation of anything on data, written by the engine itself. Immutable. */
export interface TrialFact {
  trial_id: string
  session_id: string
  iteration: number
  /** What was evaluated; a `model` is one fit of a model on one fold, its `code_hash` the hash of the request that it answers; a `parameter` is one point of a strategy's grid besides its defaults. */
  kind: 'strategy' | 'repair' | 'manual' | 'model' | 'parameter'
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
  /** Annual Sharpe ratio of the same orders at twice the costs; null where there is none. */
  stress_sharpe: number | null
  created_at: string
}

/** A completed trial as others are measured against it: its daily Sharpe ratio and what the distribution of that depends on. */
export interface TrialStats {
  readonly trial_id: string
  /** Per day. */
  readonly sharpe: number
  readonly observations: number
  readonly skewness: number
  /** Raw, 3 for a normal. */
  readonly kurtosis: number
}

/** What became of a strategy when its parameters were chosen in one window and judged in the next. Sharpe ratios are annual. */
export interface WalkForwardSummary {
  /** Mean over the training windows of what was chosen there. */
  is_sharpe: number | null
  /** Of the stitched test windows. */
  oos_sharpe: number | null
  oos_trades: number
  folds: number
}

/** The walk-forward of a trial. Immutable. */
export interface WalkForwardFact extends WalkForwardSummary {
  trial_id: string
  session_id: string
  train_days: number
  test_days: number
  step_days: number
  /** Combinations of the strategy's parameters; 1 where it declares none. */
  grid_points: number
  by_fold: {
    train_from: string
    train_to: string
    test_from: string
    test_to: string
    params: Record<string, number>
    is_sharpe: number | null
    oos_sharpe: number | null
    oos_trades: number
  }[]
  /** Why there is none, such as too few days. */
  failure: Failure | null
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
  /** Independent trials that those with returns amount to; null where it was rejected before anybody asked. */
  effective_trials: number | null
  /** What it earned on days of each kind, known before they began. */
  regimes: RegimeRow[]
  /** Of its daily returns, dealt anew. */
  monte_carlo: {
    resamples: number
    drawdown_p50: number
    drawdown_p95: number
    wealth_p05: number
    wealth_p50: number
    probability_of_loss: number
  } | null
  created_at: string
}

/** The days of one regime. */
export interface RegimeRow {
  regime: string
  days: number
  /** Annual; null where there is none. */
  sharpe_ratio: number | null
  total_return: number | null
  /** Of the whole growth; null where there was none. */
  share_of_profit: number | null
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
  /** The dataset's last bar at that time. */
  last_time: string
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
