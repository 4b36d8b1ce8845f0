import type { HoldoutFact, SealFact } from '../../../domain/facts.ts'
import type { ColumnsOf } from '../shape.ts'
import { FAILURE_SHAPE, METRICS_SHAPE } from './performance.ts'

export const SEAL_COLUMNS = {
  dataset_id: 'VARCHAR',
  sealed_from: 'TIMESTAMP',
  last_time: 'TIMESTAMP',
  share: 'DOUBLE',
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<SealFact>

export const HOLDOUT_COLUMNS = {
  holdout_id: 'VARCHAR',
  code_hash: 'VARCHAR',
  dataset_id: 'VARCHAR',
  dataset_hash: 'VARCHAR',
  trial_id: 'VARCHAR',
  session_id: 'VARCHAR',
  opened_from: 'TIMESTAMP',
  opened_to: 'TIMESTAMP',
  metrics: METRICS_SHAPE,
  probability_of_skill: 'DOUBLE',
  failure: FAILURE_SHAPE,
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<HoldoutFact>
