import type { DecisionFact, ReturnsFact, SessionFact, StrategyFact, TrialFact } from '../domain/facts.ts'

/** A strategy with the trial that its figures came from, where there was one. */
export interface StrategyRecord {
  readonly strategy: StrategyFact
  readonly trial: TrialFact | undefined
  /** Needed for the top strategies of a session only. */
  readonly returns: ReturnsFact | undefined
}

/** Every trial on the dataset, whichever session made it: what a result has to be told from. */
export interface TrialCount {
  readonly counted: number
}

export interface SessionReportFacts {
  readonly session: SessionFact
  /** In the order of iterations. */
  readonly records: readonly StrategyRecord[]
  readonly decisions: readonly DecisionFact[]
  /** Of the top performer, parent first; they may belong to earlier sessions. */
  readonly ancestors: readonly StrategyFact[]
  readonly trials: TrialCount
}

export interface StrategyReportFacts {
  readonly record: StrategyRecord
  /** Strategies that its session was going to try; undefined where the session is not stored. */
  readonly budget: number | undefined
  readonly decision: DecisionFact | undefined
  /** The strategy's text; undefined where none was written. */
  readonly code: string | undefined
  readonly ancestors: readonly StrategyFact[]
  readonly descendants: readonly StrategyFact[]
  readonly trials: TrialCount
}
