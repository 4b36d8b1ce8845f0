import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { METRICS_SHAPE } from '../facts/shapes/performance.ts'
import { selectStrategies } from './selectStrategies.ts'
import type { StrategyRow } from './strategyRow.ts'
import type { StrategyTable } from './strategyTable.ts'

type MetricName = keyof typeof METRICS_SHAPE | 'oos_sharpe'

const METRIC_NAMES = ['oos_sharpe', ...Object.keys(METRICS_SHAPE)] as MetricName[]

/** Less is better in these. */
const LOWER_IS_BETTER: ReadonlySet<MetricName> = new Set<MetricName>([
  'annual_volatility',
  'max_drawdown',
  'max_drawdown_bars',
  'turnover',
  'fees_paid',
  'accounting_residual',
])

/** `sharpe` is as good as `sharpe_ratio`. @throws UsageError for anything that is no metric. */
export function parseMetric(text: string): MetricName {
  const metric = METRIC_NAMES.find((name) => name === text || name === `${text}_ratio`)
  if (metric !== undefined) return metric
  throw new UsageError(`Unknown metric "${text}"${didYouMean(text, METRIC_NAMES)}; known: ${METRIC_NAMES.join(' ')}.`, { metric: text })
}

export interface TopRequest {
  metric?: string | undefined
  limit?: number | undefined
  datasetId?: string | undefined
}

/**
 * Completed strategies, the best by a metric first (the lowest drawdown is the best). Those that never traded come after
 * all that did: their drawdown of 0 is no merit. Equals are in order of their ids.
 */
export async function getTop(table: StrategyTable, { metric = 'sharpe_ratio', limit = 10, datasetId }: TopRequest): Promise<StrategyRow[]> {
  const name = parseMetric(metric)
  const direction = LOWER_IS_BETTER.has(name) ? 'ASC' : 'DESC'
  const column = name === 'oos_sharpe' ? name : `metrics.${name}`
  const order = `metrics.num_trades > 0 DESC, ${column} ${direction} NULLS LAST, strategy_id`
  return selectStrategies(table, { status: 'completed', datasetId }, order, limit)
}
