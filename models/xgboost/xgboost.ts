import type { Task } from '../../domain/ml.ts'
import { boostedFamily, type EnginePlan } from '../boosting/boostedFamily.ts'
import { BOOSTING_HYPERPARAMETERS } from '../boosting/boostingHyperparameters.ts'
import type { Hyperparameter } from '../../domain/model.ts'
import { xgboostEngine } from './xgboostEngine.ts'

const HYPERPARAMETERS = {
  ...BOOSTING_HYPERPARAMETERS,
  max_depth: { default: 4, min: 1, max: 12, integer: true, meaning: 'splits from the root of a tree to a leaf' },
  min_child_weight: {
    default: 20,
    min: 0,
    max: 10_000,
    integer: false,
    meaning: 'least curvature of a leaf: its rows, or a quarter of them for classes',
  },
  gamma: { default: 0, min: 0, max: 100, integer: false, meaning: 'least loss that a split has to save' },
} as const satisfies Record<string, Hyperparameter>

/** In XGBoost's own words. */
export function xgboostPlan(task: Task, settings: Record<keyof typeof HYPERPARAMETERS, number>): EnginePlan {
  const { rounds, patience, ...params } = settings
  const classes = task === 'classification'
  const objective = classes ? 'binary:logistic' : 'reg:squarederror'
  return { params: { ...params, tree_method: 'hist', objective, eval_metric: classes ? 'logloss' : 'rmse' }, rounds, patience }
}

/** Chen & Guestrin, XGBoost: A Scalable Tree Boosting System (2016), grown by histograms. */
export const xgboost = boostedFamily({
  name: 'XGBoost',
  title: 'gradient boosted trees of bounded depth (XGBoost)',
  hyperparameters: HYPERPARAMETERS,
  engines: [xgboostEngine],
  plan: (_engine, task, settings) => xgboostPlan(task, settings),
})
