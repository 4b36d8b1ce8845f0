import type { Failure } from '../../domain/facts.ts'
import type { GridPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import { mean } from '../../math/moments.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { DAYS_PER_YEAR, orNull } from '../../metrics/summary.ts'
import type { Plan } from './plan.ts'
import type { EvaluatedPoint, WalkForward, WalkForwardFold } from './result.ts'
import type { WindowRun } from './runPoint.ts'
import { stitch } from './stitch.ts'
import { windowResult, type WindowFigures, type WindowResult } from './windowResult.ts'

/** What was run: [point][fold] on the training windows, the choice of each fold, and what came of it in the test window. */
export interface Walked {
  readonly plan: Plan
  readonly declaration: StrategyDeclaration
  readonly trained: readonly (readonly WindowFigures[])[]
  /** What is kept of the training windows beside their figures. */
  readonly kept: readonly EvaluatedPoint[]
  readonly chosen: readonly number[]
  readonly judged: readonly WindowRun[]
}

const DAY_MS = 86_400_000

const isoAt = (time: Float64Array, index: number): string => new Date(time[index] as number).toISOString()

/** The open of the bar behind a window; behind the last bar, the end of its day. */
function endAt(time: Float64Array, to: number): string {
  return to < time.length ? isoAt(time, to) : new Date((Math.floor((time[to - 1] as number) / DAY_MS) + 1) * DAY_MS).toISOString()
}

function pointAt({ plan, chosen }: Walked, fold: number): GridPoint {
  return plan.grid[chosen[fold] as number] as GridPoint
}

function foldRow(walked: Walked, fold: number): WalkForwardFold {
  const { plan, trained, chosen, judged } = walked
  const { time } = plan.ground.bars
  const { train, test } = plan.folds[fold] as Plan['folds'][number]
  const before = trained[chosen[fold] as number]?.[fold] as WindowFigures
  const after = (judged[fold] as WindowRun).result
  return {
    train_from: isoAt(time, train.from),
    train_to: endAt(time, train.to),
    test_from: isoAt(time, test.from),
    test_to: endAt(time, test.to),
    params: pointAt(walked, fold).params,
    is_sharpe: before.sharpe,
    is_trades: before.trades,
    oos_sharpe: after.sharpe,
    oos_trades: after.trades,
  }
}

/** Of each test window the part before the next one begins, what is open there being closed; the last one whole. */
function stitchedParts(walked: Walked): WindowResult[] | Failure {
  const { plan, judged } = walked
  const parts: WindowResult[] = []
  for (const [fold, { test }] of plan.folds.entries()) {
    const { orders, result } = judged[fold] as WindowRun
    const to = Math.min(test.to, plan.folds[fold + 1]?.test.from ?? test.to)
    const part = to === test.to ? result : windowResult(plan.ground, pointAt(walked, fold), { from: test.from, to }, orders)
    if ('stage' in part) return part
    parts.push(part)
  }
  return parts
}

function evaluatedPoints(walked: Walked): EvaluatedPoint[] {
  const { judged, kept } = walked
  const test = judged.map(({ result }, fold) => ({ fold, window: 'test' as const, params: pointAt(walked, fold).params, ...result }))
  return [...kept, ...test]
}

/** The figures of a walk-forward out of its runs. */
export function report(walked: Walked): WalkForward {
  const { plan, declaration } = walked
  const folds = plan.folds.map((_, fold) => foldRow(walked, fold))
  const parts = stitchedParts(walked)
  if ('stage' in parts) return { ok: false, failure: parts, declaration }
  const oosDaily = stitch(parts.map(({ daily }) => daily))
  const is_sharpe = orNull(mean(Float64Array.from(folds.flatMap((fold) => fold.is_sharpe ?? []))))
  const oos_sharpe = orNull(sharpeRatio(oosDaily.returns, DAYS_PER_YEAR))
  return {
    ok: true,
    declaration,
    schedule: plan.schedule,
    folds,
    is_sharpe,
    oos_sharpe,
    oos_trades: parts.reduce((total, { trades }) => total + trades, 0),
    efficiency: is_sharpe !== null && is_sharpe > 0 && oos_sharpe !== null ? oos_sharpe / is_sharpe : null,
    oosDaily,
    evaluated: evaluatedPoints(walked),
  }
}
