import type { SplitDefinition } from '../../domain/ml.ts'
import { barsPerYear, type Timeframe } from '../../domain/timeframe.ts'

/** A year of bars to learn from and a quarter to predict, as far as there are that many. */
const TRAIN_YEARS = 1
const PREDICT_YEARS = 0.25
/** Of weeks, a year is too few rows to learn from. */
const FEWEST_TRAINING_BARS = 365
/** Rows beyond which learning from more costs more than it tells. */
const MOST_TRAINING_BARS = 20_000
/** Where there is less than a year to spare: the shares of what there is. */
const TRAIN_SHARE = 0.4
const PREDICT_SHARE = 0.1
const MOST_FOLDS = 12
const VALID_SHARE = 0.2
/** Of the training range, kept out between it and what it predicts, besides the horizon. */
const EMBARGO_SHARE = 0.01

/** Bars of a full training range: how far before its window a model looks back for something to learn from. */
export function trainingBars(timeframe: Timeframe): number {
  return Math.min(MOST_TRAINING_BARS, Math.max(FEWEST_TRAINING_BARS, Math.round(TRAIN_YEARS * barsPerYear(timeframe))))
}

/**
 * How bars behind the warm-up are cut: rolling folds of at most a year that predict at most a quarter each. `before`: how many of the
 * bars lie before the window that predictions are wanted for; with a year of them the whole window is predicted.
 */
export function chooseSplit(bars: number, before: number, timeframe: Timeframe, horizonBars: number): SplitDefinition {
  const train = Math.max(1, Math.min(trainingBars(timeframe), Math.max(before, Math.floor(TRAIN_SHARE * bars))))
  const quarter = Math.round(PREDICT_YEARS * barsPerYear(timeframe))
  const predict = Math.max(Math.ceil((bars - train) / MOST_FOLDS), Math.min(quarter, Math.ceil(PREDICT_SHARE * bars)), 1)
  return {
    scheme: 'rolling',
    train_bars: train,
    predict_bars: predict,
    valid_fraction: VALID_SHARE,
    horizon_bars: horizonBars,
    embargo_bars: Math.max(horizonBars, Math.ceil(EMBARGO_SHARE * train)),
  }
}
