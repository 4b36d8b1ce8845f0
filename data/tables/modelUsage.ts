import type { ModelSummary } from '../../domain/model.ts'
import { openModelFacts } from '../facts/modelFacts.ts'
import type { FactStore } from '../facts/openFacts.ts'
import type { StrategyTable } from './strategyTable.ts'

/** How a model version does in the strategies that use it. */
export interface ModelUsage {
  model_id: string
  /** Every strategy that names the version, failed ones included. */
  num_strategies_using: number
  num_completed: number
  /** Over the completed ones that have a Sharpe ratio; null where none has. */
  avg_sharpe_of_strategies: number | null
  /** strategy_id of the highest Sharpe ratio; of equals the first id. */
  best_strategy: string | null
}

/**
 * One row per model version that any strategy names, out of rows with strategy_id, ml_models_used, status and sharpe_ratio.
 * Six decimals: a sum of doubles depends on the order that threads come in, and answers have to repeat.
 */
export function modelUsageSql(from: 'strategies' | 'strategy_rows'): string {
  return `SELECT model_id, count(*) AS num_strategies_using, count(*) FILTER (status = 'completed') AS num_completed,
    round(favg(sharpe_ratio), 6) AS avg_sharpe_of_strategies,
    first(strategy_id ORDER BY sharpe_ratio DESC, strategy_id) FILTER (sharpe_ratio IS NOT NULL) AS best_strategy
  FROM (SELECT unnest(list_distinct(ml_models_used)) AS model_id, strategy_id, status, sharpe_ratio FROM ${from}) GROUP BY model_id`
}

/** By model id. Versions that no strategy names are not in it. */
export async function modelUsage(table: StrategyTable): Promise<ModelUsage[]> {
  const rows = await table.rows(`${modelUsageSql('strategies')} ORDER BY model_id`)
  return rows as unknown as ModelUsage[]
}

/** Released versions in the order of their release, each with how it does in strategies. */
export async function listModels(table: StrategyTable, facts: FactStore): Promise<ModelSummary[]> {
  const usage = new Map((await modelUsage(table)).map((row) => [row.model_id, row]))
  return openModelFacts(facts)
    .list()
    .map((version) => {
      const { model_id, model_name, target, metrics, supersedes, improvement, feature_count, horizon_bars } = version
      const { dataset_ids, timeframe, window_to, released_at } = version
      const used = usage.get(model_id)
      const usage_stats = {
        num_strategies_using: used?.num_strategies_using ?? 0,
        avg_sharpe_of_strategies: used?.avg_sharpe_of_strategies ?? null,
        best_strategy: used?.best_strategy ?? null,
      }
      const about = { supersedes, improvement, feature_count, horizon_bars, dataset_ids, timeframe, window_to, released_at }
      return { model_id, model_name, version: version.version, target, metrics, usage_stats, ...about }
    })
}
