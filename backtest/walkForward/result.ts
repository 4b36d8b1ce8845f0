import type { Failure } from '../../domain/facts.ts'
import type { ParamPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import type { DailyReturns } from '../../metrics/dailyReturns.ts'
import type { WalkForwardSchedule } from './schedule.ts'

/** One choice and its judgement. Sharpe ratios are of daily UTC returns, annualised with 365; null where there is none. Ends are exclusive, ISO times. */
export interface WalkForwardFold {
  readonly train_from: string
  readonly train_to: string
  readonly test_from: string
  readonly test_to: string
  /** What was chosen in the training window. */
  readonly params: ParamPoint
  /** Of the choice, in the training window. */
  readonly is_sharpe: number | null
  readonly is_trades: number
  /** Of the choice, in the whole test window. */
  readonly oos_sharpe: number | null
  readonly oos_trades: number
}

/** One point of the grid on one window: a look at the data, to be counted as such. */
export interface EvaluatedPoint {
  readonly fold: number
  readonly window: 'train' | 'test'
  readonly params: ParamPoint
  /** Annualised. */
  readonly sharpe: number | null
  readonly trades: number
  readonly daily: DailyReturns
}

export type WalkForward =
  | {
      readonly ok: true
      readonly declaration: StrategyDeclaration
      readonly schedule: WalkForwardSchedule
      readonly folds: readonly WalkForwardFold[]
      /** Mean over the folds, of those that have one. */
      readonly is_sharpe: number | null
      /** Of the stitched series. */
      readonly oos_sharpe: number | null
      /** Trades of the stitched series. */
      readonly oos_trades: number
      /** oos_sharpe / is_sharpe; null where either is missing or the latter is not above 0. */
      readonly efficiency: number | null
      /** Every day from the first test window on once: of each fold the days until the next choice takes over, of the last all. */
      readonly oosDaily: DailyReturns
      /** Every point on every training window (unless each was told as it was done), then every choice on its test window. */
      readonly evaluated: readonly EvaluatedPoint[]
    }
  | { readonly ok: false; readonly failure: Failure; readonly declaration?: StrategyDeclaration }
