import type { FeatureImportance, FoldRecord, ModelVersion, SplitDefinition } from '../../../domain/ml.ts'
import type { ColumnsOf } from '../shape.ts'

const SPLIT_SHAPE = {
  scheme: 'VARCHAR',
  train_bars: 'BIGINT',
  predict_bars: 'BIGINT',
  valid_fraction: 'DOUBLE',
  horizon_bars: 'BIGINT',
  embargo_bars: 'BIGINT',
} as const satisfies ColumnsOf<SplitDefinition>

const FOLD_SHAPE = {
  train_from: 'TIMESTAMP',
  train_to: 'TIMESTAMP',
  valid_from: 'TIMESTAMP',
  valid_to: 'TIMESTAMP',
  data_until: 'TIMESTAMP',
  predict_from: 'TIMESTAMP',
  predict_until: 'TIMESTAMP',
  rows: 'BIGINT',
  valid_rows: 'BIGINT',
  best_iteration: 'BIGINT',
  metrics: 'JSON',
} as const satisfies ColumnsOf<FoldRecord>

const IMPORTANCE_SHAPE = { feature: 'VARCHAR', gain: 'DOUBLE', shap: 'DOUBLE' } as const satisfies ColumnsOf<FeatureImportance>

/** What has keys of its own in every release is JSON: figures by target, parameters by family, features by kind. */
export const MODEL_COLUMNS = {
  model_name: 'VARCHAR',
  version: 'VARCHAR',
  model_id: 'VARCHAR',
  family: 'VARCHAR',
  model_type: 'VARCHAR',
  target: 'VARCHAR',
  features_used: ['VARCHAR'],
  feature_count: 'BIGINT',
  hyperparameters: 'JSON',
  metrics: 'JSON',
  supersedes: 'VARCHAR',
  improvement: 'VARCHAR',
  released_at: 'TIMESTAMP',
  released_by: 'VARCHAR',
  model_path: 'VARCHAR',
  pipeline_path: 'VARCHAR',
  target_spec: { name: 'VARCHAR', horizonBars: 'BIGINT', barrier: { takeProfit: 'DOUBLE', stopLoss: 'DOUBLE' } },
  feature_plan: 'JSON',
  spec_hash: 'VARCHAR',
  data_hash: 'VARCHAR',
  dataset_ids: ['VARCHAR'],
  synthetic: 'BOOLEAN',
  timeframe: 'VARCHAR',
  window_from: 'TIMESTAMP',
  window_to: 'TIMESTAMP',
  split: SPLIT_SHAPE,
  horizon_bars: 'BIGINT',
  embargo_bars: 'BIGINT',
  seed: 'BIGINT',
  library_versions: 'JSON',
  folds: [FOLD_SHAPE],
  trials_counted: 'BIGINT',
  importance: [IMPORTANCE_SHAPE],
  files: 'JSON',
  content_hash: 'VARCHAR',
} as const satisfies ColumnsOf<ModelVersion>
