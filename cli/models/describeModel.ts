import { decimal, table } from '../format.ts'
import { headline } from './describeModels.ts'
import type { ModelDocument } from './readModels.ts'

/** Rows of the importance table: enough to see what a model goes by. */
const MOST_FEATURES = 20

function importanceTable({ importance }: ModelDocument): string {
  const rows = importance
    .slice(0, MOST_FEATURES)
    .map(({ feature, gain, shap }) => [feature, `${(100 * gain).toFixed(1)} %`, shap === null ? '–' : shap.toPrecision(3)])
  const more = importance.length > MOST_FEATURES ? `\n… and ${importance.length - MOST_FEATURES} more (--json)` : ''
  return table(['feature', 'importance', 'mean |SHAP|'], rows, ['importance', 'mean |SHAP|']) + more
}

function foldTable({ folds }: ModelDocument): string {
  const rows = folds.map((fold) => [
    `${fold.train_from.slice(0, 10)} to ${fold.train_to.slice(0, 10)}`,
    String(fold.rows),
    fold.data_until.slice(0, 16),
    `${fold.predict_from.slice(0, 16)} to ${fold.predict_until === null ? 'now' : fold.predict_until.slice(0, 16)}`,
    fold.predict_until === null ? 'newest' : headline(fold.metrics),
  ])
  return table(['trained on', 'rows', 'labels end', 'predicts', 'out of sample'], rows, ['rows'])
}

/** Everything about one version for a person. */
export function describeModel(model: ModelDocument): string {
  const { usage_stats: used, split } = model
  const parts = [
    `${model.model_id}${model.synthetic ? ' SYNTHETIC' : ''}: ${model.model_type} of ${model.target}, ${model.horizon_bars} bars ahead`,
    `on ${model.dataset_ids.join(', ')}, ${model.window_from.slice(0, 10)} to ${model.window_to.slice(0, 10)}`,
    `${model.feature_count} features; ${Object.entries(model.hyperparameters)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    `${split.scheme} folds: ${split.train_bars} bars to learn from, ${split.predict_bars} to predict, embargo ${split.embargo_bars}; ${model.trials_counted} fits counted`,
    `out of sample: ${Object.entries(model.metrics)
      .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
      .join(', ')}`,
    `used by ${used.num_strategies_using} strategies, average Sharpe ${decimal(used.avg_sharpe_of_strategies)}, best ${used.best_strategy ?? 'none'}`,
    `released ${model.released_at.slice(0, 19)} by ${model.released_by}; lineage ${model.lineage.join(' ← ')}`,
    ...(model.improvement === null ? [] : [`improvement: ${model.improvement}`]),
    `files in ${model.model_path}; ${Object.entries(model.library_versions)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    '',
    foldTable(model),
    '',
    importanceTable(model),
  ]
  return parts.join('\n')
}
