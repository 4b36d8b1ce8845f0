import type { SessionFact, StrategyFact } from '../../domain/facts.ts'
import type { StrategyType } from '../../domain/strategy.ts'
import type { ResearchContext } from '../../nodes/context.ts'

interface TypeSummary {
  strategies: number
  completed: number
  avg_sharpe: number | null
}

/** The result of a session as `--json` gives it. */
export interface SessionDocument {
  session_id: string
  goal: string
  seed: number
  dataset_id: string
  synthetic: boolean
  window_from: string
  window_to: string
  llm: string
  total_strategies: number
  completed: number
  failed: number
  passed_filter: number
  trials_counted: number
  by_type: Record<StrategyType, TypeSummary>
  model_versions: Record<string, never>
  top_performer: StrategySummary | null
  strategies: StrategySummary[]
}

export type StrategySummary = Pick<
  StrategyFact,
  | 'strategy_id'
  | 'strategy_name'
  | 'strategy_type'
  | 'strategy_logic'
  | 'indicators_used'
  | 'ml_models_used'
  | 'parent_id'
  | 'action'
  | 'status'
  | 'passed_filter'
  | 'iteration'
  | 'code_hash'
> & {
  sharpe_ratio: number | null
  total_return: number | null
  max_drawdown: number | null
  num_trades: number | null
  failure_code: string | null
  failed_gates: string[]
}

function summarize(fact: StrategyFact): StrategySummary {
  const { strategy_id, strategy_name, strategy_type, strategy_logic, indicators_used, ml_models_used } = fact
  const { parent_id, action, status, passed_filter, iteration, code_hash, metrics } = fact
  return {
    ...{ strategy_id, strategy_name, strategy_type, strategy_logic, indicators_used, ml_models_used },
    ...{ parent_id, action, status, passed_filter, iteration, code_hash },
    sharpe_ratio: metrics?.sharpe_ratio ?? null,
    total_return: metrics?.total_return ?? null,
    max_drawdown: metrics?.max_drawdown ?? null,
    num_trades: metrics?.num_trades ?? null,
    failure_code: fact.failure?.code ?? null,
    failed_gates: fact.verdict?.gates.filter((gate) => !gate.passed).map((gate) => gate.name) ?? [],
  }
}

function typeSummary(strategies: readonly StrategySummary[], type: StrategyType): TypeSummary {
  const ofType = strategies.filter((strategy) => strategy.strategy_type === type)
  const sharpes = ofType.flatMap(({ sharpe_ratio }) => (sharpe_ratio === null ? [] : [sharpe_ratio]))
  return {
    strategies: ofType.length,
    completed: ofType.filter(({ status }) => status === 'completed').length,
    avg_sharpe: sharpes.length === 0 ? null : sharpes.reduce((sum, sharpe) => sum + sharpe, 0) / sharpes.length,
  }
}

/** Everything a session recorded, from the facts. */
export function sessionDocument(context: ResearchContext, session: SessionFact): SessionDocument {
  const { session_id, goal, seed, dataset_id, synthetic, window_from, window_to, llm } = session
  const strategies = context.facts.strategiesOf(session_id).map(summarize)
  const ranked = strategies
    .filter(({ sharpe_ratio }) => sharpe_ratio !== null)
    .sort((a, b) => (b.sharpe_ratio ?? 0) - (a.sharpe_ratio ?? 0))
  return {
    ...{ session_id, goal, seed, dataset_id, synthetic, window_from, window_to, llm },
    total_strategies: strategies.length,
    completed: strategies.filter(({ status }) => status === 'completed').length,
    failed: strategies.filter(({ status }) => status === 'failed').length,
    passed_filter: strategies.filter(({ passed_filter }) => passed_filter).length,
    trials_counted: context.facts.countTrials(dataset_id),
    by_type: {
      pure_technical: typeSummary(strategies, 'pure_technical'),
      hybrid_ml: typeSummary(strategies, 'hybrid_ml'),
      pure_ml: typeSummary(strategies, 'pure_ml'),
    },
    model_versions: {},
    top_performer: ranked[0] ?? null,
    strategies,
  }
}
