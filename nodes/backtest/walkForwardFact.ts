import { gridOf } from '../../backtest/gridPoint.ts'
import type { EvaluatedPoint, WalkForward } from '../../backtest/walkForward/result.ts'
import { stitch } from '../../backtest/walkForward/stitch.ts'
import type { AnyFact } from '../../data/facts/openFacts.ts'
import type { Failure, TrialFact, WalkForwardFact } from '../../domain/facts.ts'
import { canonicalJson, factId } from '../../domain/hash.ts'
import type { Metrics } from '../../domain/metrics.ts'
import type { ParamPoint } from '../../domain/strategy.ts'
import type { DailyReturns } from '../../metrics/dailyReturns.ts'
import { dailyStats } from '../../metrics/dailyStats.ts'
import { dailyFields } from './trialFact.ts'

const NONE = { is_sharpe: null, oos_sharpe: null, oos_trades: 0, folds: 0, train_days: 0, test_days: 0, step_days: 0, by_fold: [] }

/** The walk-forward of a trial, and the trials that the other points of its grid were. */
export function walkForwardFacts(trial: TrialFact, walk: WalkForward, created_at: string): AnyFact[] {
  const fact = walkForwardFact(trial, walk, created_at)
  if (!walk.ok) return [fact, ...failedPoints(trial, walk, created_at)]
  const [, ...others] = gridOf(walk.declaration)
  const trained = new Map<string, EvaluatedPoint[]>(others.map(({ params }) => [canonicalJson(params), []]))
  for (const one of walk.evaluated) if (one.window === 'train') trained.get(canonicalJson(one.params))?.push(one)
  return [fact, ...others.flatMap(({ params }) => pointFacts(trial, params, trained.get(canonicalJson(params)) ?? [], created_at))]
}

/** The walk-forward of a trial alone. */
export function walkForwardFact(trial: TrialFact, walk: WalkForward, created_at: string): AnyFact {
  const { trial_id, session_id } = trial
  if (!walk.ok) {
    const grid_points = walk.declaration === undefined ? 1 : gridOf(walk.declaration).length
    return { kind: 'walk_forwards', fact: { trial_id, session_id, ...NONE, grid_points, failure: walk.failure, created_at } }
  }
  const { schedule, folds, is_sharpe, oos_sharpe, oos_trades, declaration } = walk
  const fact: WalkForwardFact = {
    ...{ trial_id, session_id, is_sharpe, oos_sharpe, oos_trades },
    folds: folds.length,
    train_days: schedule.trainDays,
    test_days: schedule.testDays,
    step_days: schedule.stepDays,
    grid_points: gridOf(declaration).length,
    by_fold: folds.map(({ is_trades: _trades, ...fold }) => ({ ...fold, params: { ...fold.params } })),
    failure: null,
    created_at,
  }
  return { kind: 'walk_forwards', fact }
}

/** Nothing runs where the days are too few or a model is missing; any later failure comes after the points have run, and counts for each. */
function failedPoints(trial: TrialFact, { declaration, failure }: Extract<WalkForward, { ok: false }>, created_at: string): AnyFact[] {
  const hasRun = declaration !== undefined && failure.stage !== 'model' && failure.code !== 'too_few_bars'
  if (!hasRun) return []
  const [, ...others] = gridOf(declaration)
  return others.map(({ params }) => failedPoint(pointTrial(trial, params, created_at), failure))
}

function failedPoint(point: TrialFact, failure: Failure): AnyFact {
  return { kind: 'trials', fact: { ...point, outcome: 'failed', failure } }
}

/**
 * One point that failed where others of its grid are told one by one. A failure may be the moment's, as a timeout is: it is a trial of its own,
 * or the run that succeeds could not be stored.
 */
export function failedPointFact(trial: TrialFact, params: ParamPoint, failure: Failure, created_at: string): AnyFact {
  const trial_id = factId('trial', { parent: trial.trial_id, params, failure })
  return failedPoint({ ...pointTrial(trial, params, created_at), trial_id }, failure)
}

/** The trial that one point of a grid is, without figures. */
function pointTrial(trial: TrialFact, params: ParamPoint, created_at: string): TrialFact {
  return {
    ...trial,
    trial_id: factId('trial', { parent: trial.trial_id, params }),
    kind: 'parameter',
    metrics: null,
    baselines: null,
    ...dailyFields(),
    stress_sharpe: null,
    created_at,
  }
}

/** One point of the grid as a trial: its training windows, each up to the next, are one series of days. */
export function pointFacts(trial: TrialFact, params: ParamPoint, trained: readonly EvaluatedPoint[], created_at: string): AnyFact[] {
  return parameterFacts(trial, params, stitch(trained.map(({ daily }) => daily)), null, created_at)
}

/** A point of a strategy's grid as a trial of its own, beside that of the strategy. */
export function parameterFacts(
  trial: TrialFact,
  params: ParamPoint,
  { returns, firstDay }: DailyReturns,
  metrics: Metrics | null,
  created_at: string,
): AnyFact[] {
  const point = pointTrial(trial, params, created_at)
  const { trial_id } = point
  const fact: TrialFact = {
    ...point,
    metrics,
    ...dailyFields(dailyStats(returns)),
  }
  return [
    { kind: 'trials', fact },
    ...(firstDay === null ? [] : [{ kind: 'returns' as const, fact: { trial_id, first_day: firstDay, returns: [...returns] } }]),
  ]
}
