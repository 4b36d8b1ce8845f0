import type { TrialFact } from '../domain/facts.ts'
import { luckVariance } from '../metrics/luckVariance.ts'
import { expectedBestSharpe, sharpeStandardError } from '../metrics/sharpeInference.ts'
import type { TrialCount } from './reportFacts.ts'

const ANNUAL = Math.sqrt(365)

/**
 * Annualised Sharpe ratio that the best of all counted trials is expected to show without any skill (False Strategy theorem) on as many
 * days as `trial` has, by which it is judged; undefined where it has none.
 */
export function bestByLuck({ counted }: TrialCount, trial: Pick<TrialFact, 'daily_observations'> | undefined): number | undefined {
  const variance = trial && luckVariance(trial.daily_observations)
  return variance === undefined ? undefined : expectedBestSharpe(counted, variance) * ANNUAL
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
