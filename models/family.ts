import type { Task } from '../domain/ml.ts'
import type { Hyperparameter } from '../domain/model.ts'

export const FAMILY_NAMES = ['XGBoost', 'LightGBM', 'RandomForest', 'MLP', 'GRU', 'Linear'] as const
export type FamilyName = (typeof FAMILY_NAMES)[number]

/** Features by column, one row per bar in order of time; NaN is a missing value, never 0. */
export interface Matrix {
  readonly rows: number
  /** `names.length` columns of `rows` values each. */
  readonly columns: readonly Float64Array[]
  readonly names: readonly string[]
}

/** Rows with their labels: 0 or 1 for classification, any finite value for regression. A NaN label is a row without one: nothing is fitted to it. */
export interface LabelledRows {
  readonly x: Matrix
  readonly y: Float64Array
}

export interface FitRequest {
  readonly task: Task
  /** `weights`: one per row, at least 0; absent, every row counts the same. */
  readonly train: LabelledRows & { readonly weights?: Float64Array | undefined }
  /** What early stopping watches: later than every training row, and never fitted to. Absent, training takes all its rounds. */
  readonly valid?: LabelledRows | undefined
  /** What is not named here has the family's default. */
  readonly hyperparameters: Readonly<Record<string, number>>
  /** A whole number of at least 0: the same seed and data give the same model on the same machine. */
  readonly seed: number
}

export interface FittedModel {
  /** The columns it was fitted on, in order. */
  readonly featureNames: readonly string[]
  /** Rows in front of a row that its prediction reads, 0 unless the family looks at sequences: hand them over too, and drop their predictions. */
  readonly lookbackRows: number
  /** Rounds, trees or epochs kept, where the family counts any. */
  readonly bestIteration: number | undefined
  /** One value per row: the probability of class 1, or the value itself. @throws BadDataError where the columns are not those it was fitted on. */
  readonly predict: (x: Matrix) => Float64Array
  /**
   * SHAP values: one column per feature and the bias last; over each row they add up to the prediction, in log-odds for
   * classification (RandomForest: in probability). Absent where the family has none. Trees walk every path for every row, so a
   * forest takes milliseconds a row: hand over a sample, not a history.
   */
  readonly contributions?: ((x: Matrix) => Float64Array[]) | undefined
  /** Every feature's share of what the model gained from all of them: at least 0, adds up to 1 (all 0 where it uses none). */
  readonly importance: () => Record<string, number>
  /** Writes the model into an existing directory. Returns the names of the files. */
  readonly save: (directory: string) => Promise<string[]>
  /** Frees what the garbage collector doesn't see. Calling anything afterwards throws; calling this again does nothing. */
  readonly dispose: () => void
}

/** Whether a family can be used on this machine; `reason` is one sentence that names the command to type. */
export type Availability =
  { readonly ok: true; readonly library: string; readonly version: string } | { readonly ok: false; readonly reason: string }

/** A way to learn from labelled rows. Every family obeys the laws of models/contract. */
export interface ModelFamily {
  readonly name: FamilyName
  /** One line for a person who chooses. */
  readonly title: string
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>
  /** The answer is found once and remembered. */
  readonly availability: () => Availability
  /**
   * Other work goes on meanwhile. @throws BadDataError where nothing can be learnt: labels of one class only, columns that
   * are constant or wholly missing (`constantColumns` in models/checkRequest.ts names them, so that a caller can leave them out).
   * @throws UsageError for a hyperparameter that doesn't exist or is out of range. @throws ResourceError where the family isn't available.
   */
  readonly fit: (request: FitRequest) => Promise<FittedModel>
  /** What `save` wrote, in the same or another process: equal predictions, bit by bit. @throws BadDataError where the directory holds no such model. */
  readonly load: (directory: string) => Promise<FittedModel>
}
