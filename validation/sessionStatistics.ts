import type { ReturnsFact } from '../domain/facts.ts'
import { effectiveTrials } from './effectiveTrials/effectiveTrials.ts'
import { alignReturns } from './evidence/alignReturns.ts'
import { bootstrapMeans } from './multipleTesting/bootstrapMeans.ts'
import { superiorPredictiveAbility } from './multipleTesting/superiorPredictiveAbility.ts'
import { probabilityOfOverfitting } from './overfitting/probabilityOfOverfitting.ts'

/** What a session's trials say together: not whether one is real, but whether looking for one found anything. */
export interface SessionStatistics {
  /** Trials with daily returns. */
  readonly trials_with_returns: number
  /** Independent ones that they amount to; null without any. */
  readonly effective_trials: number | null
  /** Probability of backtest overfitting, by CSCV over all of them; null with fewer than two, or too few days. */
  readonly pbo: number | null
  /** Hansen's SPA against doing nothing (consistent p-value); null with too few days, or nothing that varies. */
  readonly spa_p_value: number | null
}

/** @param returns of a session's trials; days on which a trial did not trade count as 0. */
export function sessionStatistics(returns: readonly ReturnsFact[], seed: number): SessionStatistics {
  const columns = alignReturns(returns)
  const bootstrap = bootstrapMeans(columns, { seed: `spa ${seed}` })
  return {
    trials_with_returns: columns.length,
    effective_trials: effectiveTrials(columns) ?? null,
    pbo: probabilityOfOverfitting(columns)?.pbo ?? null,
    spa_p_value: (bootstrap && superiorPredictiveAbility(bootstrap)?.consistent) ?? null,
  }
}
