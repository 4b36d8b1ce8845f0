import { barCount, firstBarAtOrAfter, type Bars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import type { GridPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import type { TrainTest } from '../../math/splits/walkForward.ts'
import { walkForwardInDays, wholeDays } from '../../math/splits/walkForwardInDays.ts'
import type { EvaluationRequest } from '../evaluate.ts'
import { gridOf } from '../gridPoint.ts'
import { marketUntil } from '../marketUntil.ts'
import { missingModel } from '../missingModel.ts'
import { copyUntil, slicePredictions, warmupOf } from '../prepare.ts'
import { sharedColumns, type Ground } from './ground.ts'
import { predictedFrom } from '../predictionsOf.ts'
import type { WalkForward } from './result.ts'
import { FEWEST_DAYS, scheduleFor, type WalkForwardSchedule } from './schedule.ts'

export interface WalkForwardRequest extends Pick<
  EvaluationRequest,
  'sandbox' | 'source' | 'bars' | 'from' | 'to' | 'engine' | 'market' | 'predictions' | 'predict' | 'seed'
> {
  /** Default: 365, 90 and 30 days, shorter where the window is (scheduleFor). */
  readonly schedule?: WalkForwardSchedule | undefined
  /** Trades in a training window without which a point is not chosen; default 5. */
  readonly fewestTrades?: number | undefined
  /** Told of the walk, whatever came of it, before it is returned: every point of the grid is a trial. */
  readonly ledger: (walk: WalkForward) => void
}

/** What is run, on what, and in which windows. */
export interface Plan {
  readonly ground: Ground
  readonly grid: readonly [GridPoint, ...GridPoint[]]
  readonly schedule: WalkForwardSchedule
  /** In bars of the ground, oldest first. */
  readonly folds: readonly TrainTest[]
}

/** The folds begin where the slowest point of the grid is warm, so that all points are compared on the same days. @throws UsageError for a schedule without length. */
export function planWalk(request: WalkForwardRequest, declaration: StrategyDeclaration): Plan | Failure {
  const { bars, sandbox, source, seed } = request
  const missing = missingModel(declaration.needs, request.predictions, barCount(bars))
  if (missing !== undefined) return missing
  const end = request.to === undefined ? barCount(bars) : firstBarAtOrAfter(bars, request.to)
  const from = request.from === undefined ? 0 : firstBarAtOrAfter(bars, request.from)
  const grid = gridOf(declaration)
  const start = Math.max(from, predictedFrom(request.predictions ?? {}), ...grid.map(({ needs }) => warmupOf(needs)))
  const time = bars.time.subarray(start, Math.max(start, end))
  const days = wholeDays(time).count
  const schedule = request.schedule ?? scheduleFor(days)
  const folds = schedule === undefined ? [] : [...foldsOf(time, start, schedule)]
  if (schedule === undefined || folds.length === 0) return tooFewDays(days, schedule)
  const used = Object.fromEntries(Object.keys(declaration.needs.models).map((key) => [key, request.predictions?.[key] as Float64Array]))
  const ended = copyUntil(bars, end)
  const ground = {
    sandbox,
    source,
    bars: ended,
    predictions: slicePredictions(used, 0, end),
    engine: request.engine ?? DEFAULT_ENGINE,
    market: request.market && marketUntil(request.market, request.to ?? Infinity),
    columns: sharedColumns(ended),
    seed,
  }
  return { ground, grid, schedule, folds }
}

/** Nothing is purged: a strategy's result in a window ends with the window, since its positions are closed there. */
function* foldsOf(time: Bars['time'], shift: number, { trainDays, testDays, stepDays }: WalkForwardSchedule): Generator<TrainTest> {
  const lengths = { train: trainDays, test: testDays, step: stepDays }
  for (const { train, test } of walkForwardInDays(time, { ...lengths, scheme: 'rolling', purge: 0, keepShort: true })) {
    yield { train: { from: train.from + shift, to: train.to + shift }, test: { from: test.from + shift, to: test.to + shift } }
  }
}

function tooFewDays(days: number, schedule: WalkForwardSchedule | undefined): Failure {
  const least = schedule === undefined ? FEWEST_DAYS : schedule.trainDays + 1
  const message = `Too few days for a walk-forward: ${days} whole days after the warm-up, and ${least} are the least; take a longer window.`
  return { stage: 'backtest', code: 'too_few_bars', message }
}
