import type { ReturnsFact, TrialFact, WalkForwardFact, WalkForwardSummary } from '../../../domain/facts.ts'
import type { ColumnsOf } from '../shape.ts'
import { BASELINES_SHAPE, FAILURE_SHAPE, METRICS_SHAPE } from './performance.ts'

export const TRIAL_COLUMNS = {
  trial_id: 'VARCHAR',
  session_id: 'VARCHAR',
  iteration: 'BIGINT',
  kind: 'VARCHAR',
  indicators_used: ['VARCHAR'],
  ml_models_used: ['VARCHAR'],
  code_hash: 'VARCHAR',
  dataset_id: 'VARCHAR',
  dataset_hash: 'VARCHAR',
  window_from: 'TIMESTAMP',
  window_to: 'TIMESTAMP',
  outcome: 'VARCHAR',
  failure: FAILURE_SHAPE,
  metrics: METRICS_SHAPE,
  baselines: BASELINES_SHAPE,
  daily_sharpe: 'DOUBLE',
  daily_observations: 'BIGINT',
  daily_skewness: 'DOUBLE',
  daily_kurtosis: 'DOUBLE',
  stress_sharpe: 'DOUBLE',
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<TrialFact>

export const RETURNS_COLUMNS = {
  trial_id: 'VARCHAR',
  first_day: 'DATE',
  returns: ['DOUBLE'],
} as const satisfies ColumnsOf<ReturnsFact>

export const WALK_FORWARD_SUMMARY_SHAPE = {
  is_sharpe: 'DOUBLE',
  oos_sharpe: 'DOUBLE',
  oos_trades: 'BIGINT',
  folds: 'BIGINT',
} as const satisfies ColumnsOf<WalkForwardSummary>

export const WALK_FORWARD_COLUMNS = {
  trial_id: 'VARCHAR',
  session_id: 'VARCHAR',
  ...WALK_FORWARD_SUMMARY_SHAPE,
  train_days: 'BIGINT',
  test_days: 'BIGINT',
  step_days: 'BIGINT',
  grid_points: 'BIGINT',
  by_fold: [
    {
      train_from: 'TIMESTAMP',
      train_to: 'TIMESTAMP',
      test_from: 'TIMESTAMP',
      test_to: 'TIMESTAMP',
      params: 'JSON',
      is_sharpe: 'DOUBLE',
      oos_sharpe: 'DOUBLE',
      oos_trades: 'BIGINT',
    },
  ],
  failure: FAILURE_SHAPE,
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<WalkForwardFact>
