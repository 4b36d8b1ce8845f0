import type {
  DecisionFact,
  SessionFact,
  StrategyFact,
  TrialFact,
  VerdictFact,
  WalkForwardFact,
  WalkForwardSummary,
} from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import type { StrategyStateType } from '../../state/strategy.ts'

export interface StrategyRecords {
  readonly session: SessionFact
  readonly decision: DecisionFact | undefined
  readonly trial: TrialFact | undefined
  readonly verdict: VerdictFact | undefined
  readonly walkForward: WalkForwardFact | undefined
  readonly parent: StrategyFact | undefined
}

/** One strategy per session and iteration, whatever became of it. */
export function strategyFact(state: StrategyStateType, records: StrategyRecords, created_at: string): StrategyFact {
  const { session, trial, verdict, parent } = records
  const decision = records.decision?.decision
  const { session_id, seed, dataset_id, dataset_hash, synthetic, window_from, window_to } = session
  const { iteration, failure } = state
  const code_hash = state.code_hash === '' ? null : state.code_hash
  return {
    strategy_id: factId('strat', { session_id, iteration, code_hash }),
    strategy_name: state.strategy_name === '' ? `unwritten_${iteration}` : state.strategy_name,
    strategy_type: decision?.strategy_type ?? 'pure_technical',
    indicators_used: state.indicators_used.length > 0 ? state.indicators_used : (decision?.indicators ?? []),
    ml_models_used: state.model_ids,
    strategy_logic: decision?.logic ?? 'undecided',
    entry_logic: state.entry_logic,
    exit_logic: state.exit_logic,
    metrics: failure === null ? (trial?.metrics ?? null) : null,
    passed_filter: failure === null && (verdict?.approved ?? false),
    parent_id: parent?.strategy_id ?? null,
    grandparent_id: parent?.parent_id ?? null,
    exploration_vector: decision?.exploration_vector ?? { modification: 'none', details: 'no decision was made' },
    created_at,
    session_id,
    iteration,
    seed,
    decision_id: state.decision_id,
    trial_id: trial?.trial_id ?? null,
    action: decision?.action ?? 'none',
    rationale: decision?.rationale ?? '',
    code_hash,
    dataset_id,
    dataset_hash,
    synthetic,
    window_from,
    window_to,
    status: failure === null ? 'completed' : 'failed',
    failure,
    verdict: verdict === undefined ? null : { approved: verdict.approved, gates: verdict.gates },
    baselines: failure === null ? (trial?.baselines ?? null) : null,
    walk_forward: failure === null ? summaryOf(records.walkForward) : null,
    repairs: state.repairs,
    trials_counted: verdict?.trials_counted ?? 0,
  }
}

function summaryOf(walk: WalkForwardFact | undefined): WalkForwardSummary | null {
  if (walk === undefined || walk.failure !== null) return null
  const { is_sharpe, oos_sharpe, oos_trades, folds } = walk
  return { is_sharpe, oos_sharpe, oos_trades, folds }
}
