import type { TrialStats } from '../../domain/facts.ts'
import { mean } from '../../math/moments.ts'
import { probabilisticSharpe, sharpeStandardError } from '../../metrics/sharpeInference.ts'
import { benjaminiYekutieli } from '../multipleTesting/stepUp.ts'

/**
 * Variance that the daily Sharpe ratios of trials without skill have by luck: the mean squared standard error of the trials' own
 * (Mertens 2002). Their spread would also hold how much their costs differ, which is no luck (docs/decisions/0004-deflation.md).
 * Null where no trial has one.
 */
export function luckVariance(trials: readonly TrialStats[]): number | null {
  const errors = trials.flatMap((trial) => {
    const error = sharpeStandardError(trial)
    return error === undefined ? [] : [error ** 2]
  })
  return mean(Float64Array.from(errors)) ?? null
}

/**
 * q-value of one trial among `counted`: each with returns is a test of a Sharpe ratio above 0, and each without any a test that failed.
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
