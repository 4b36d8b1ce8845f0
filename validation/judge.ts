import type { FactStore } from '../data/facts/openFacts.ts'
import type { Bars } from '../domain/bars.ts'
import type { Gate, RegimeRow, TrialFact, VerdictFact } from '../domain/facts.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import { effectiveTrials } from './effectiveTrials/effectiveTrials.ts'
import { alignReturns } from './evidence/alignReturns.ts'
import { deflatedFor } from './evidence/deflatedFor.ts'
import { qValueOf } from './evidence/multiplicity.ts'
import { applyGate, type Candidate } from './gate.ts'
import { holdoutGate } from './gates/holdout.ts'
import { OVERFITTING, type Search } from './gates/overfitting.ts'
import type { Opening } from './holdout/openHoldout.ts'
import { monteCarlo, type MonteCarlo } from './monteCarlo/monteCarlo.ts'
import { probabilityOfOverfitting } from './overfitting/probabilityOfOverfitting.ts'
import { livesOnOneRegime } from './regimes/livesOnOneRegime.ts'
import { regimeMetrics, type RegimeMetrics } from './regimes/regimeMetrics.ts'
import { validateStrategy } from './validateStrategy.ts'

export interface JudgeRequest {
  readonly facts: FactStore
  /** A completed one. */
  readonly trial: TrialFact
  /** The market before its seal. */
  readonly bars: Bars
  readonly timeframe: Timeframe
  /** Strategies that the session is going to try: nobody is deflated for less. */
  readonly budget: number
  readonly openHoldout: () => Promise<Opening>
}

export type Judgement = Omit<VerdictFact, 'verdict_id' | 'trial_id' | 'session_id' | 'created_at'>

/**
 * Is it real? Every gate of the research window first; what passes them all is asked about overfitting, and what passes that, once, about
 * the sealed holdout. A gate that was not reached is not in the verdict: those that are say why.
 */
export async function judge(request: JudgeRequest): Promise<Judgement> {
  const { facts, trial } = request
  const counted = facts.countTrials(trial.dataset_id)
  const evidence = gather(request, counted)
  const { gates, approved } = validateStrategy(evidence.candidate)
  const all: Gate[] = [...gates]
  let search: Search | undefined
  if (approved) {
    search = searchOf(facts, trial)
    const seen = search
    all.push(...OVERFITTING.map((rule) => applyGate(rule, seen)))
    if (all.every(({ passed }) => passed)) all.push(holdoutGate(await request.openHoldout()))
  }
  return {
    approved: all.every(({ passed }) => passed),
    gates: all,
    trials_counted: counted,
    effective_trials: search?.effectiveTrials ?? null,
    regimes: regimeRows(evidence.regimes),
    monte_carlo: monteCarloRow(evidence.candidate.monteCarlo),
  }
}

function gather(
  { facts, trial, bars, timeframe, budget }: JudgeRequest,
  counted: number,
): { candidate: Candidate; regimes: RegimeMetrics | undefined } {
  const { metrics, baselines, trial_id } = trial
  if (metrics === null || baselines === null) throw new Error(`judge: trial ${trial_id} did not complete`)
  const returns = facts.get('returns', trial_id)
  const daily = { firstDay: returns?.first_day ?? null, returns: Float64Array.from(returns?.returns ?? []) }
  const stats = facts.trialStats(trial.dataset_id)
  const regimes = regimeMetrics(bars, timeframe, daily)
  const walk = facts.get('walk_forwards', trial_id)
  const trials = deflatedFor(counted, budget)
  const candidate: Candidate = {
    metrics,
    baselines,
    dailyStats: {
      sharpe: trial.daily_sharpe,
      observations: trial.daily_observations,
      skewness: trial.daily_skewness,
      kurtosis: trial.daily_kurtosis,
    },
    walkForward: walk === undefined || walk.failure !== null ? null : walk,
    stressSharpe: trial.stress_sharpe,
    monteCarlo: monteCarlo(daily.returns, { seed: trial.code_hash }),
    oneRegime: regimes === undefined ? undefined : livesOnOneRegime(regimes),
    trials,
    qValue: qValueOf(trial_id, stats, trials),
  }
  return { candidate, regimes }
}

/** The trials with returns on the same bars and window. */
function searchOf(facts: FactStore, { dataset_id, window_from, window_to }: TrialFact): Search {
  const columns = alignReturns(facts.returnsOn(dataset_id, window_from, window_to))
  return {
    pbo: probabilityOfOverfitting(columns)?.pbo ?? null,
    trials: columns.length,
    effectiveTrials: effectiveTrials(columns) ?? null,
  }
}

function regimeRows(metrics: RegimeMetrics | undefined): RegimeRow[] {
  return metrics === undefined ? [] : Object.entries(metrics.regimes).map(([regime, figures]) => ({ regime, ...figures }))
}

function monteCarloRow(dealt: MonteCarlo | undefined): Judgement['monte_carlo'] {
  if (dealt === undefined) return null
  const { resamples, max_drawdown, terminal_wealth, probability_of_loss } = dealt
  return {
    resamples,
    drawdown_p50: max_drawdown.p50,
    drawdown_p95: max_drawdown.p95,
    wealth_p05: terminal_wealth.p05,
    wealth_p50: terminal_wealth.p50,
    probability_of_loss,
  }
}
