import type { Task } from '../domain/ml.ts'
import { boostedFamily, type BoostedFamilyOptions, type EnginePlan } from './boosting/boostedFamily.ts'
import type { BoostingEngine, EngineAnswer } from './boosting/engine.ts'
import type { ModelFamily } from './family.ts'
import { lightgbmEngine } from './lightgbm/lightgbmEngine.ts'
import { xgboostEngine } from './xgboost/xgboostEngine.ts'

const HYPERPARAMETERS = {
  trees: { default: 200, min: 1, max: 2000, integer: true, meaning: 'trees, each on rows of its own' },
  max_depth: { default: 8, min: 1, max: 16, integer: true, meaning: 'splits from the root of a tree to a leaf' },
  min_rows_in_leaf: { default: 20, min: 1, max: 10_000, integer: true, meaning: 'least rows (or weight) of a leaf' },
  row_share: { default: 0.63, min: 0.05, max: 0.99, integer: false, meaning: 'share of the rows that each tree sees' },
  feature_share: {
    default: 0,
    min: 0,
    max: 1,
    integer: false,
    meaning: 'share of the features that each split chooses from; 0: the square root of how many there are (classes) or a third (values)',
  },
} as const satisfies BoostedFamilyOptions<string>['hyperparameters']

type Settings = Record<keyof typeof HYPERPARAMETERS, number>

/** As usual since Breiman (2001): √p for classes, p/3 for values. */
function featureShare(share: number, task: Task, features: number): number {
  if (share > 0) return share
  return task === 'classification' ? Math.sqrt(features) / features : 1 / Math.min(3, features)
}

/** XGBoost grows a forest as one round of parallel trees, whose leaves add up to the mean when nothing is shrunk. */
function xgboostForest(settings: Settings, share: number): EnginePlan {
  const { trees, max_depth, min_rows_in_leaf, row_share } = settings
  const params = {
    tree_method: 'hist',
    objective: 'reg:squarederror',
    learning_rate: 1,
    reg_lambda: 0,
    num_parallel_tree: trees,
    max_depth,
  }
  return {
    params: { ...params, min_child_weight: min_rows_in_leaf, subsample: row_share, colsample_bynode: share },
    rounds: 1,
    patience: undefined,
  }
}

/** LightGBM has a mode for it, in which every round is a tree and the prediction is their mean. */
function lightgbmForest(settings: Settings, share: number): EnginePlan {
  const { trees, max_depth, min_rows_in_leaf, row_share } = settings
  const params = { boosting: 'rf', objective: 'regression', metric: 'none', bagging_freq: 1, bagging_fraction: row_share, lambda_l2: 0 }
  const shape = {
    max_depth,
    num_leaves: Math.min(2 ** max_depth, 4096),
    min_data_in_leaf: min_rows_in_leaf,
    feature_fraction_bynode: share,
  }
  return { params: { ...params, ...shape }, rounds: trees, patience: undefined }
}

/** In the words of the engine that grows it. */
export function forestPlan(engine: BoostingEngine['name'], task: Task, settings: Settings, features: number): EnginePlan {
  const share = featureShare(settings.feature_share, task, features)
  return engine === 'XGBoost' ? xgboostForest(settings, share) : lightgbmForest(settings, share)
}

function clippedToProbability(prediction: Float64Array): Float64Array {
  return prediction.map((value) => Math.min(1, Math.max(0, value)))
}

/**
 * Random forest (Breiman 2001) on either library's forest mode. Classes are fitted as the values 0 and 1 with squared error: for two classes that
 * is the Gini criterion, and the mean of the leaves is the probability. So its SHAP values add up to the probability, not to log-odds.
 */
export function randomForestOn(engines: readonly (() => EngineAnswer)[]): ModelFamily {
  return boostedFamily({
    name: 'RandomForest',
    title: 'the mean of many deep trees, each on a sample of its own (random forest)',
    hyperparameters: HYPERPARAMETERS,
    engines,
    plan: forestPlan,
    finish: (task) => (task === 'classification' ? clippedToProbability : undefined),
  })
}

export const randomForest = randomForestOn([xgboostEngine, lightgbmEngine])
