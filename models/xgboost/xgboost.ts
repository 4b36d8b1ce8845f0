import { boostedFamily } from '../boosting/boostedFamily.ts'
import { BOOSTING_HYPERPARAMETERS } from '../boosting/boostingHyperparameters.ts'
import { watchedLoss } from '../boosting/engine.ts'
import { xgboostEngine } from './xgboostEngine.ts'

/** Chen & Guestrin, XGBoost: A Scalable Tree Boosting System (2016), grown by histograms. */
export const xgboost = boostedFamily({
  name: 'XGBoost',
  title: 'gradient boosted trees of bounded depth (XGBoost)',
  hyperparameters: {
    ...BOOSTING_HYPERPARAMETERS,
    max_depth: { default: 4, min: 1, max: 12, integer: true, meaning: 'splits from the root of a tree to a leaf' },
    min_child_weight: {
      default: 20,
      min: 0,
      max: 10_000,
      integer: false,
      meaning: 'least weight of a leaf (rows for regression, rows/4 at odds of 1)',
    },
    gamma: { default: 0, min: 0, max: 100, integer: false, meaning: 'least loss that a split has to save' },
  },
  engines: [xgboostEngine],
  plan: (_engine, task, settings) => {
    const { rounds, patience, ...params } = settings
    const objective = task === 'classification' ? 'binary:logistic' : 'reg:squarederror'
    return { params: { ...params, tree_method: 'hist', objective, eval_metric: watchedLoss(task) }, rounds, patience }
  },
})
