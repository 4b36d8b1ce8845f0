import type { StrategyFact } from '../../domain/facts.ts'
import type { Metrics } from '../../domain/metrics.ts'

/** A strategy as lists show it: one line, metrics flattened. Every metric is null for a strategy that failed. */
export type StrategyRow = Pick<
  StrategyFact,
  | 'strategy_id'
  | 'strategy_name'
  | 'strategy_type'
  | 'strategy_logic'
  | 'indicators_used'
  | 'ml_models_used'
  | 'action'
  | 'parent_id'
  | 'status'
  | 'passed_filter'
  | 'session_id'
  | 'iteration'
> & { [Metric in RowMetric]: Metrics[Metric] | null } & {
  failure_code: string | null
  oos_sharpe: number | null
  is_sharpe: number | null
  buy_and_hold_sharpe: number | null
}

type RowMetric = 'sharpe_ratio' | 'total_return' | 'max_drawdown' | 'win_rate' | 'num_trades' | 'exposure'

/** The columns of a StrategyRow out of the parts, in the order they are shown. */
export const ROW_COLUMNS = `strategy_id, strategy_name, strategy_type, strategy_logic, indicators_used, ml_models_used, action, parent_id,
  status, failure.code AS failure_code, metrics.sharpe_ratio AS sharpe_ratio, metrics.total_return AS total_return,
  metrics.max_drawdown AS max_drawdown, metrics.win_rate AS win_rate, metrics.num_trades AS num_trades, metrics.exposure AS exposure,
  walk_forward.oos_sharpe AS oos_sharpe, walk_forward.is_sharpe AS is_sharpe,
  baselines.buy_and_hold.sharpe_ratio AS buy_and_hold_sharpe, passed_filter, session_id, iteration`

/** The same where they are flat already. */
export const ROW_NAMES = ROW_COLUMNS.replaceAll(/[\w.]+ AS (\w+)/g, '$1')

export interface StrategyFilter {
  datasetId?: string | undefined
  sessionId?: string | undefined
  strategyType?: string | undefined
  strategyLogic?: string | undefined
  status?: StrategyFact['status'] | undefined
  /** Only those whose `passed_filter` is this. */
  passed?: boolean | undefined
  /** Only those that use this indicator. */
  indicator?: string | undefined
  /** Only those that use this model version. */
  modelId?: string | undefined
}

/** SQL condition and one prepared value for each field of a filter. */
const CONDITIONS: Readonly<Record<keyof StrategyFilter, string>> = {
  datasetId: 'dataset_id = ?',
  sessionId: 'session_id = ?',
  strategyType: 'strategy_type = ?',
  strategyLogic: 'strategy_logic = ?',
  status: 'status = ?',
  passed: 'passed_filter = ?',
  indicator: 'list_contains(indicators_used, ?)',
  modelId: 'list_contains(ml_models_used, ?)',
}

/** `WHERE …` with its values; empty for an empty filter. */
export function whereStrategies(filter: StrategyFilter): { where: string; values: (string | boolean)[] } {
  const given = (Object.keys(CONDITIONS) as (keyof StrategyFilter)[]).flatMap((field) => {
    const value = filter[field]
    return value === undefined ? [] : [{ condition: CONDITIONS[field], value }]
  })
  const where = given.length === 0 ? '' : `WHERE ${given.map(({ condition }) => condition).join(' AND ')}`
  return { where, values: given.map(({ value }) => value) }
}

/** The order facts were stored in, last first. */
export const NEWEST_FIRST = 'seq DESC'
