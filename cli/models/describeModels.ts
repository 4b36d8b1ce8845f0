import { decimal, table } from '../format.ts'
import type { ModelsDocument } from './readModels.ts'

/** The figure that a target is judged by, with its name. */
export function headline(metrics: Readonly<Record<string, number>>): string {
  const auc = metrics['test_auc']
  if (auc !== undefined) return `AUC ${auc.toFixed(3)} ± ${(metrics['test_auc_error'] ?? NaN).toFixed(3)}`
  const correlation = metrics['test_rank_correlation']
  return correlation === undefined ? '–' : `rank correlation ${correlation.toFixed(3)}`
}

export function describeModels({ all_families, models }: ModelsDocument): string {
  const families = table(
    ['family', 'library', ''],
    all_families.map(({ name, library, reason, title }) => [name, library ?? 'not here', reason ?? title]),
  )
  if (models.length === 0) return `${families}\n\nNo model is released yet; try: quantopia models get-or-create LightGBM_direction_latest`
  const rows = models.map(({ model_id, metrics, usage_stats, dataset_ids, feature_count, horizon_bars, improvement }) => [
    model_id,
    dataset_ids[0] ?? '–',
    String(feature_count),
    String(horizon_bars),
    headline(metrics),
    String(usage_stats.num_strategies_using),
    decimal(usage_stats.avg_sharpe_of_strategies),
    improvement ?? '',
  ])
  const head = ['model', 'dataset', 'features', 'horizon', 'out of sample', 'strategies', 'average Sharpe', 'improvement']
  return `${families}\n\n${table(head, rows, ['features', 'horizon', 'strategies', 'average Sharpe'])}`
}
