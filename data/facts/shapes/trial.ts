import type { ReturnsFact, TrialFact } from '../../../domain/facts.ts'
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
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<TrialFact>

export const RETURNS_COLUMNS = {
  trial_id: 'VARCHAR',
  first_day: 'DATE',
  returns: ['DOUBLE'],
} as const satisfies ColumnsOf<ReturnsFact>
