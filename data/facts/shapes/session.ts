import type { DecisionFact, SessionFact, SourceFact } from '../../../domain/facts.ts'
import type { ColumnsOf } from '../shape.ts'

export const SESSION_COLUMNS = {
  session_id: 'VARCHAR',
  ordinal: 'BIGINT',
  goal: 'VARCHAR',
  seed: 'BIGINT',
  strategies_budget: 'BIGINT',
  max_cost_usd: 'DOUBLE',
  max_minutes: 'DOUBLE',
  dataset_id: 'VARCHAR',
  dataset_hash: 'VARCHAR',
  synthetic: 'BOOLEAN',
  window_from: 'TIMESTAMP',
  window_to: 'TIMESTAMP',
  llm: 'VARCHAR',
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<SessionFact>

export const DECISION_COLUMNS = {
  decision_id: 'VARCHAR',
  session_id: 'VARCHAR',
  iteration: 'BIGINT',
  decision: {
    action: 'VARCHAR',
    strategy_type: 'VARCHAR',
    logic: 'VARCHAR',
    rationale: 'VARCHAR',
    indicators: ['VARCHAR'],
    ml_requirements: { model_id: 'VARCHAR', features: 'VARCHAR' },
    parent_id: 'VARCHAR',
    exploration_vector: { modification: 'VARCHAR', details: 'VARCHAR' },
  },
  // What tools answered has no shape of its own.
  evidence: 'JSON',
  model: 'VARCHAR',
  input_tokens: 'BIGINT',
  output_tokens: 'BIGINT',
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<DecisionFact>

export const SOURCE_COLUMNS = {
  code_hash: 'VARCHAR',
  text: 'VARCHAR',
  written_by: 'VARCHAR',
  created_at: 'TIMESTAMP',
} as const satisfies ColumnsOf<SourceFact>
