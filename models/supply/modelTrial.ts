import type { Failure, TrialFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import type { ModelScope } from '../../domain/model.ts'
import type { TrainingTrial } from '../walkForward/trainRequest.ts'

/** One fit of a model as a counted trial; the same fit made again after a crash is the same trial. */
export function modelTrial(
  { session_id, iteration, dataset_id, window_from, window_to }: ModelScope,
  about: { readonly modelName: string; readonly specHash: string; readonly datasetHash: string },
  { fit, outcome }: TrainingTrial,
  now: number,
): TrialFact {
  const dataset_hash = about.datasetHash
  const failure: Failure = { stage: 'model', code: 'fit_failed', message: `Fit ${fit} of ${about.modelName} failed.` }
  return {
    trial_id: factId('trial', { session_id, iteration, dataset_id, dataset_hash, window_from, window_to, ...about, fit, kind: 'model' }),
    session_id,
    iteration,
    kind: 'model',
    indicators_used: [],
    ml_models_used: [],
    code_hash: about.specHash,
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
