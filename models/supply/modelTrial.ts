import type { Failure, TrialFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import type { ModelScope } from '../../domain/model.ts'
import type { TrainingTrial } from '../walkForward/trainRequest.ts'

/** What a fit is made of, besides the window; `planHash`: of the plan that is carried out. */
export interface FitOf {
  readonly modelName: string
  readonly specHash: string
  readonly datasetHash: string
  readonly planHash: string
}

/**
 * One fit of a model as a counted trial; the same fit made again after a crash is the same trial, one with another seed or plan is not, and
 * neither is one that failed before.
 */
export function modelTrial(
  { session_id, iteration, dataset_id, window_from, window_to, seed }: ModelScope,
  about: FitOf,
  { fit, outcome }: TrainingTrial,
  now: number,
): TrialFact {
  const { modelName, specHash, datasetHash: dataset_hash, planHash } = about
  const made = { modelName, specHash, planHash, seed, fit, outcome, kind: 'model' }
  const failure: Failure = { stage: 'model', code: 'fit_failed', message: `Fit ${fit} of ${modelName} failed.` }
  return {
    trial_id: factId('trial', { session_id, iteration, dataset_id, dataset_hash, window_from, window_to, ...made }),
    session_id,
    iteration,
    kind: 'model',
    indicators_used: [],
    ml_models_used: [],
    code_hash: specHash,
    dataset_id,
    dataset_hash,
    window_from,
    window_to,
    outcome,
    failure: outcome === 'failed' ? failure : null,
    metrics: null,
    baselines: null,
    daily_sharpe: null,
    daily_observations: 0,
    daily_skewness: null,
    daily_kurtosis: null,
    stress_sharpe: null,
    created_at: new Date(now).toISOString(),
  }
}
