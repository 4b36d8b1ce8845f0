import { gridOf } from '../../backtest/gridPoint.ts'
import type { EvaluatedPoint, WalkForward } from '../../backtest/walkForward/result.ts'
import { stitch } from '../../backtest/walkForward/stitch.ts'
import type { AnyFact } from '../../data/facts/openFacts.ts'
import type { TrialFact, WalkForwardFact } from '../../domain/facts.ts'
import { canonicalJson, factId } from '../../domain/hash.ts'
import type { ParamPoint } from '../../domain/strategy.ts'
import { kurtosis, skewness } from '../../math/moments.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { orNull } from '../../metrics/summary.ts'

const NONE = { is_sharpe: null, oos_sharpe: null, oos_trades: 0, folds: 0, train_days: 0, test_days: 0, step_days: 0, by_fold: [] }

/** The walk-forward of a trial, and the trials that the other points of its grid were. */
export function walkForwardFacts(trial: TrialFact, walk: WalkForward, created_at: string): AnyFact[] {
  const { trial_id, session_id } = trial
  if (!walk.ok) return failedFacts(trial, walk, created_at)
  const { schedule, folds, is_sharpe, oos_sharpe, oos_trades, declaration } = walk
  const points = gridOf(declaration).map(({ params }) => params)
  const fact: WalkForwardFact = {
    ...{ trial_id, session_id, is_sharpe, oos_sharpe, oos_trades },
    folds: folds.length,
    train_days: schedule.trainDays,
    test_days: schedule.testDays,
    step_days: schedule.stepDays,
    grid_points: points.length,
    by_fold: folds.map(({ is_trades: _trades, ...fold }) => ({ ...fold, params: { ...fold.params } })),
    failure: null,
    created_at,
  }
  const others = points.slice(1).flatMap((params) => pointFacts(trial, params, walk.evaluated, created_at))
  return [{ kind: 'walk_forwards', fact }, ...others]
}

/** Nothing runs where the days are too few or a model is missing; any later failure comes after the points have run, and counts for each. */
function failedFacts(trial: TrialFact, { declaration, failure }: Extract<WalkForward, { ok: false }>, created_at: string): AnyFact[] {
  const { trial_id, session_id } = trial
  const hasRun = declaration !== undefined && failure.stage !== 'model' && failure.code !== 'too_few_bars'
  const points = declaration === undefined ? [] : gridOf(declaration).map(({ params }) => params)
  const grid_points = Math.max(1, points.length)
  const others = hasRun
    ? points.slice(1).map((params) => ({ ...pointTrial(trial, params, created_at), outcome: 'failed' as const, failure }))
    : []
  return [
    { kind: 'walk_forwards', fact: { trial_id, session_id, ...NONE, grid_points, failure, created_at } },
    ...others.map((fact) => ({ kind: 'trials' as const, fact })),
  ]
}

/** The trial that one point of a grid is, without figures. */
function pointTrial(trial: TrialFact, params: ParamPoint, created_at: string): TrialFact {
  return {
    ...trial,
    trial_id: factId('trial', { parent: trial.trial_id, params }),
    kind: 'parameter',
    metrics: null,
    baselines: null,
    daily_sharpe: null,
    daily_observations: 0,
    daily_skewness: null,
    daily_kurtosis: null,
    stress_sharpe: null,
    created_at,
  }
}

/** One point of the grid as a trial: its training windows, each up to the next, are one series of days. */
function pointFacts(trial: TrialFact, params: ParamPoint, evaluated: readonly EvaluatedPoint[], created_at: string): AnyFact[] {
  const same = canonicalJson(params)
  const daily = stitch(
    evaluated.filter((point) => point.window === 'train' && canonicalJson(point.params) === same).map((point) => point.daily),
  )
  const { returns, firstDay } = daily
  const point = pointTrial(trial, params, created_at)
  const { trial_id } = point
  const fact: TrialFact = {
    ...point,
    daily_sharpe: orNull(sharpeRatio(returns)),
    daily_observations: returns.length,
    daily_skewness: orNull(skewness(returns)),
    daily_kurtosis: orNull(kurtosis(returns)),
  }
  return [
    { kind: 'trials', fact },
    ...(firstDay === null ? [] : [{ kind: 'returns' as const, fact: { trial_id, first_day: firstDay, returns: [...returns] } }]),
  ]
}
