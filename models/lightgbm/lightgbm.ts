import type { Task } from '../../domain/ml.ts'
import { boostedFamily, type EnginePlan } from '../boosting/boostedFamily.ts'
import { BOOSTING_HYPERPARAMETERS } from '../boosting/boostingHyperparameters.ts'
import type { Hyperparameter } from '../../domain/model.ts'
import { lightgbmEngine } from './lightgbmEngine.ts'

const HYPERPARAMETERS = {
  ...BOOSTING_HYPERPARAMETERS,
  num_leaves: { default: 15, min: 2, max: 1024, integer: true, meaning: 'leaves of a tree' },
  min_data_in_leaf: { default: 40, min: 1, max: 10_000, integer: true, meaning: 'least rows of a leaf' },
  min_gain_to_split: { default: 0, min: 0, max: 100, integer: false, meaning: 'least loss that a split has to save' },
} as const satisfies Record<string, Hyperparameter>

/** In LightGBM's own words. */
export function lightgbmPlan(task: Task, settings: Record<keyof typeof HYPERPARAMETERS, number>): EnginePlan {
  const { rounds, patience, subsample, colsample_bytree, reg_lambda, reg_alpha, ...same } = settings
  const classes = task === 'classification'
  // Without a frequency LightGBM would not sample rows at all.
  const sampling = { bagging_fraction: subsample, bagging_freq: 1, feature_fraction: colsample_bytree }
  const objective = { objective: classes ? 'binary' : 'regression', metric: classes ? 'binary_logloss' : 'rmse' }
  return { params: { ...same, ...sampling, ...objective, lambda_l1: reg_alpha, lambda_l2: reg_lambda }, rounds, patience }
}

/** Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree (2017). */
export const lightgbm = boostedFamily({
  name: 'LightGBM',
  title: 'gradient boosted trees of a bounded number of leaves (LightGBM)',
  hyperparameters: HYPERPARAMETERS,
  engines: [lightgbmEngine],
  plan: (_engine, task, settings) => lightgbmPlan(task, settings),
})
