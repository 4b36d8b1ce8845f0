import type { Hyperparameter } from '../../domain/model.ts'

/** What both boosting libraries call the same. Defaults are for noisy targets: shallow, slow and sampled. */
export const BOOSTING_HYPERPARAMETERS = {
  rounds: { default: 300, min: 1, max: 5000, integer: true, meaning: 'trees at most; early stopping keeps fewer' },
  patience: {
    default: 30,
    min: 1,
    max: 1000,
    integer: true,
    meaning: 'rounds without gain on the validation slice after which training stops',
  },
  learning_rate: { default: 0.05, min: 0.001, max: 1, integer: false, meaning: 'share of each tree that is added' },
  subsample: { default: 0.8, min: 0.1, max: 1, integer: false, meaning: 'share of the rows that each tree sees' },
  colsample_bytree: { default: 0.6, min: 0.05, max: 1, integer: false, meaning: 'share of the features that each tree sees' },
  reg_lambda: { default: 1, min: 0, max: 1000, integer: false, meaning: 'L2 penalty on the values of leaves' },
  reg_alpha: { default: 0, min: 0, max: 1000, integer: false, meaning: 'L1 penalty on the values of leaves' },
  max_bin: { default: 255, min: 8, max: 1023, integer: true, meaning: 'bins of a feature that splits are chosen between' },
} as const satisfies Record<string, Hyperparameter>
