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
  if (!walk.ok) {
    return [{ kind: 'walk_forwards', fact: { trial_id, session_id, ...NONE, grid_points: 1, failure: walk.failure, created_at } }]
  }
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

/** One point of the grid as a trial: its training windows, each up to the next, are one series of days. */
function pointFacts(trial: TrialFact, params: ParamPoint, evaluated: readonly EvaluatedPoint[], created_at: string): AnyFact[] {
  const same = canonicalJson(params)
  const daily = stitch(
    evaluated.filter((point) => point.window === 'train' && canonicalJson(point.params) === same).map((point) => point.daily),
  )
  const { returns, firstDay } = daily
  const trial_id = factId('trial', { parent: trial.trial_id, params })
  const fact: TrialFact = {
    ...trial,
    trial_id,
    kind: 'parameter',
    metrics: null,
    baselines: null,
    daily_sharpe: orNull(sharpeRatio(returns)),
    daily_observations: returns.length,
    daily_skewness: orNull(skewness(returns)),
    daily_kurtosis: orNull(kurtosis(returns)),
    stress_sharpe: null,
    created_at,
  }
  return [
    { kind: 'trials', fact },
    ...(firstDay === null ? [] : [{ kind: 'returns' as const, fact: { trial_id, first_day: firstDay, returns: [...returns] } }]),
  ]
}
