import type { TrialStats } from '../../domain/facts.ts'
import { probabilisticSharpe } from '../../metrics/sharpeInference.ts'
import { benjaminiYekutieli } from '../multipleTesting/stepUp.ts'

/**
 * q-value of one trial among `counted`: each with returns is a test of a Sharpe ratio above 0, and each without any, or yet to come, a test
 * that failed.
 * Null where the trial itself has no p-value.
 */
export function qValueOf(trialId: string, trials: readonly TrialStats[], counted: number): number | null {
  const tests = trials.flatMap((trial) => {
    const skill = probabilisticSharpe(trial)
    return skill === undefined ? [] : [{ id: trial.trial_id, p: 1 - skill }]
  })
  const own = tests.findIndex(({ id }) => id === trialId)
  if (own === -1) return null
  const failed = new Float64Array(Math.max(0, counted - tests.length)).fill(1)
  return benjaminiYekutieli(Float64Array.from([...tests.map(({ p }) => p), ...failed]))[own] ?? null
}
