import type { Evaluation } from '../../backtest/evaluate.ts'
import type { ReturnsFact, SessionFact, TrialFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import { findIndicator } from '../../indicators/catalogue.ts'
import type { DailyStats } from '../../metrics/dailyStats.ts'
import type { StrategyStateType } from '../../state/strategy.ts'

type EvaluatedFields = Pick<
  TrialFact,
  | 'indicators_used'
  | 'ml_models_used'
  | 'outcome'
  | 'failure'
  | 'metrics'
  | 'baselines'
  | 'daily_sharpe'
  | 'daily_observations'
  | 'daily_skewness'
  | 'daily_kurtosis'
  | 'stress_sharpe'
>

/** As a trial has them; of one that failed there are none. */
export function dailyFields(
  stats?: DailyStats,
): Pick<TrialFact, 'daily_sharpe' | 'daily_observations' | 'daily_skewness' | 'daily_kurtosis'> {
  const { sharpe = null, observations = 0, skewness = null, kurtosis = null } = stats ?? {}
  return { daily_sharpe: sharpe, daily_observations: observations, daily_skewness: skewness, daily_kurtosis: kurtosis }
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort()

/** What an evaluation says about its trial. */
export function evaluatedFields(evaluation: Evaluation): EvaluatedFields {
  const needs = evaluation.declaration?.needs
  const declared = {
    indicators_used: distinct(Object.values(needs?.indicators ?? {}).map(([name]) => findIndicator(name).name)),
    ml_models_used: distinct(Object.values(needs?.models ?? {})),
  }
  if (!evaluation.ok) {
    const none = { metrics: null, baselines: null, ...dailyFields(), stress_sharpe: null }
    return { ...declared, outcome: 'failed', failure: evaluation.failure, ...none }
  }
  const { metrics, baselines, dailyStats, stressSharpe } = evaluation
  return {
    ...declared,
    outcome: 'completed',
    failure: null,
    metrics,
    baselines,
    ...dailyFields(dailyStats),
    stress_sharpe: stressSharpe,
  }
}

/** One trial per session, iteration and attempt. */
export function trialId(session: SessionFact, { iteration, repairs, code_hash }: StrategyStateType): string {
  const { session_id, dataset_hash, window_from, window_to } = session
  return factId('trial', { session_id, iteration, repairs, code_hash, dataset_hash, window_from, window_to })
}

/** The trial that an evaluation was; the same step run twice gives the same id. */
export function trialFact(session: SessionFact, state: StrategyStateType, evaluation: Evaluation, created_at: string): TrialFact {
  const { dataset_hash, window_from, window_to, dataset_id, session_id } = session
  const { code_hash, iteration, repairs } = state
  return {
    trial_id: trialId(session, state),
    session_id,
    iteration,
    kind: repairs === 0 ? 'strategy' : 'repair',
    code_hash,
    dataset_id,
    dataset_hash,
    window_from,
    window_to,
    ...evaluatedFields(evaluation),
    created_at,
  }
}

/** The daily returns to store with a trial; none for one that failed. */
export function returnsFact(trial_id: string, evaluation: Evaluation): { kind: 'returns'; fact: ReturnsFact }[] {
  if (!evaluation.ok) return []
  const { firstDay, returns } = evaluation.daily
  return firstDay === null ? [] : [{ kind: 'returns', fact: { trial_id, first_day: firstDay, returns: [...returns] } }]
}
