import type { GateRule } from '../gate.ts'

const EVEN_ODDS = 0.5

/** The trials on the same bars, the candidate's among them. */
export interface Search {
  /** Probability that the best of them in one half of the days is below their median in the other; null with too few to tell. */
  readonly pbo: number | null
  readonly trials: number
  readonly effectiveTrials: number | null
}

/** Asked of those that passed everything before: does choosing the best of these trials choose anything? */
export const OVERFITTING: readonly GateRule<Search>[] = [
  {
    name: 'pbo',
    rule: '<',
    measure: ({ pbo }) => pbo,
    threshold: () => EVEN_ODDS,
    detail: ({ trials, effectiveTrials }) =>
      `probability of backtest overfitting among ${trials} trials (${effectiveTrials === null ? '–' : effectiveTrials.toFixed(0)} independent ones)`,
  },
]
