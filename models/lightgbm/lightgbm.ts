import { boostedFamily } from '../boosting/boostedFamily.ts'
import { BOOSTING_HYPERPARAMETERS } from '../boosting/boostingHyperparameters.ts'
import { lightgbmEngine } from './lightgbmEngine.ts'

/** Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree (2017). */
export const lightgbm = boostedFamily({
  name: 'LightGBM',
  title: 'gradient boosted trees of a bounded number of leaves (LightGBM)',
  hyperparameters: {
    ...BOOSTING_HYPERPARAMETERS,
    num_leaves: { default: 15, min: 2, max: 1024, integer: true, meaning: 'leaves of a tree' },
    min_data_in_leaf: { default: 40, min: 1, max: 10_000, integer: true, meaning: 'least rows of a leaf' },
    min_gain_to_split: { default: 0, min: 0, max: 100, integer: false, meaning: 'least loss that a split has to save' },
  },
  engines: [lightgbmEngine],
  plan: (_engine, task, settings) => {
    const { rounds, patience, subsample, colsample_bytree, reg_lambda, reg_alpha, ...params } = settings
    return {
      params: {
        ...params,
        objective: task === 'classification' ? 'binary' : 'regression',
        metric: task === 'classification' ? 'binary_logloss' : 'rmse',
        bagging_fraction: subsample,
        // Without a frequency LightGBM would not sample rows at all.
        bagging_freq: 1,
        feature_fraction: colsample_bytree,
        lambda_l1: reg_alpha,
        lambda_l2: reg_lambda,
      },
      rounds,
      patience,
    }
  },
})
