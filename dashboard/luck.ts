import type { TrialFact } from '../domain/facts.ts'
import { expectedBestSharpe, sharpeStandardError } from '../metrics/sharpeInference.ts'
import type { TrialCount } from './reportFacts.ts'

const ANNUAL = Math.sqrt(365)

/**
 * Annualised Sharpe ratio that the best of all counted trials is expected to show without any skill (False Strategy theorem), from the
 * standard errors of the trials' own Sharpe ratios; undefined where none has one.
 */
export function bestByLuck({ counted, luckVariance }: TrialCount): number | undefined {
  return luckVariance === null ? undefined : expectedBestSharpe(counted, luckVariance) * ANNUAL
}

/** Standard error of a trial's annualised Sharpe ratio; undefined where the trial has no such figures. */
export function sharpeError(trial: TrialFact | undefined): number | undefined {
  if (trial === undefined || trial.daily_sharpe === null || trial.daily_skewness === null || trial.daily_kurtosis === null) return undefined
  const error = sharpeStandardError({
    sharpe: trial.daily_sharpe,
    observations: trial.daily_observations,
    skewness: trial.daily_skewness,
    kurtosis: trial.daily_kurtosis,
  })
  return error === undefined ? undefined : error * ANNUAL
}
