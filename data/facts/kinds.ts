import type {
  DecisionFact,
  HoldoutFact,
  ReturnsFact,
  SealFact,
  SessionFact,
  SourceFact,
  StrategyFact,
  TrialFact,
  VerdictFact,
  WalkForwardFact,
} from '../../domain/facts.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { Columns, ColumnsOf } from './shape.ts'
import { HOLDOUT_COLUMNS, SEAL_COLUMNS } from './shapes/holdout.ts'
import { MODEL_COLUMNS } from './shapes/models.ts'
import { VERDICT_COLUMNS } from './shapes/performance.ts'
import { DECISION_COLUMNS, SESSION_COLUMNS, SOURCE_COLUMNS } from './shapes/session.ts'
import { STRATEGY_COLUMNS } from './shapes/strategy.ts'
import { RETURNS_COLUMNS, TRIAL_COLUMNS, WALK_FORWARD_COLUMNS } from './shapes/trial.ts'

/** One kind of fact: how it is named by its id and what its Parquet columns are. `F` is the fact's type. */
export interface FactKind<F extends object> {
  readonly id: keyof F & string
  readonly columns: Columns & ColumnsOf<F>
  /** Facts in a full part: fewer where a fact is large, because the last part is rewritten on every publication. */
  readonly rowsPerPart: number
  /** Fields (of the fact itself) that SQLite keeps an index on, together. */
  readonly index: readonly (keyof F & string)[]
}

function kind<F extends object>(
  id: keyof F & string,
  columns: Columns & ColumnsOf<F>,
  rowsPerPart = 1000,
  index: readonly (keyof F & string)[] = [],
): FactKind<F> {
  return { id, columns, rowsPerPart, index }
}

/** Every kind of fact by the name of its table, its directory of parts and its view. A new kind is one line here. */
export const FACT_KINDS = {
  sessions: kind<SessionFact>('session_id', SESSION_COLUMNS),
  decisions: kind<DecisionFact>('decision_id', DECISION_COLUMNS, 100),
  sources: kind<SourceFact>('code_hash', SOURCE_COLUMNS),
  trials: kind<TrialFact>('trial_id', TRIAL_COLUMNS, 1000, ['dataset_id', 'outcome', 'daily_sharpe']),
  walk_forwards: kind<WalkForwardFact>('trial_id', WALK_FORWARD_COLUMNS),
  verdicts: kind<VerdictFact>('verdict_id', VERDICT_COLUMNS),
  returns: kind<ReturnsFact>('trial_id', RETURNS_COLUMNS, 100),
  seals: kind<SealFact>('dataset_id', SEAL_COLUMNS),
  holdouts: kind<HoldoutFact>('holdout_id', HOLDOUT_COLUMNS),
  models: kind<ModelVersion>('model_id', MODEL_COLUMNS, 100),
  strategies: kind<StrategyFact>('strategy_id', STRATEGY_COLUMNS, 1000, ['session_id']),
} as const

export type KindName = keyof typeof FACT_KINDS
export type FactOf<K extends KindName> = (typeof FACT_KINDS)[K] extends FactKind<infer F> ? F : never

export const KIND_NAMES = Object.keys(FACT_KINDS) as KindName[]

/** Facts that no table shows: what a sealed holdout said is for people, after the verdict, and for no agent's next decision. */
const UNPUBLISHED: ReadonlySet<KindName> = new Set(['holdouts'])

/** The kinds that become tables. */
export const TABLE_NAMES = KIND_NAMES.filter((name) => !UNPUBLISHED.has(name))
