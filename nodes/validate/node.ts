import { factId } from '../../domain/hash.ts'
import { standardDeviation } from '../../math/moments.ts'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import { validateStrategy } from '../../validation/validateStrategy.ts'
import type { ResearchContext } from '../context.ts'

/** Says whether the result is real, deflated for all trials that this workspace ever counted on the dataset. */
export function validate(context: ResearchContext) {
  return (state: StrategyStateType): StrategyUpdate => {
    const { trial_id } = state
    const verdict_id = factId('verdict', { trial_id })
    if (context.facts.get('verdicts', verdict_id) !== undefined) return { verdict_id }

    const trial = context.facts.get('trials', trial_id)
    if (trial?.metrics == null || trial.baselines === null) throw new Error(`validate: trial ${trial_id} did not complete`)
    const trials_counted = context.facts.countTrials(trial.dataset_id)
    const spread = standardDeviation(Float64Array.from(context.facts.trialSharpes(trial.dataset_id)))
    const verdict = validateStrategy({
      metrics: trial.metrics,
      baselines: trial.baselines,
      dailyStats: {
        sharpe: trial.daily_sharpe,
        observations: trial.daily_observations,
        skewness: trial.daily_skewness,
        kurtosis: trial.daily_kurtosis,
      },
      trialsCounted: trials_counted,
      trialSharpeVariance: spread === undefined ? null : spread ** 2,
    })
    context.facts.record('verdicts', {
      verdict_id,
      trial_id,
      session_id: trial.session_id,
      ...verdict,
      trials_counted,
      created_at: new Date(context.now()).toISOString(),
    })
    return { verdict_id }
  }
}
