import type { Bars } from '../../domain/bars.ts'
import type { Failure } from '../../domain/facts.ts'
import type { GridPoint, ParamPoint, StrategyDeclaration } from '../../domain/strategy.ts'
import type { TrainTest } from '../../math/splits/walkForward.ts'
import { walkForwardInDays, wholeDays } from '../../math/splits/walkForwardInDays.ts'
import type { EvaluationRequest } from '../evaluate.ts'
import type { Ground } from './ground.ts'
import { prepareGround } from './prepareGround.ts'
import type { EvaluatedPoint, WalkForward } from './result.ts'
import { FEWEST_DAYS, scheduleFor, type WalkForwardSchedule } from './schedule.ts'

export interface WalkForwardRequest extends Pick<
  EvaluationRequest,
  'sandbox' | 'source' | 'bars' | 'from' | 'to' | 'engine' | 'market' | 'predictions' | 'predict' | 'seed'
> {
  /** Default: 365, 90 and 30 days, shorter where the window is (scheduleFor). */
  readonly schedule?: WalkForwardSchedule | undefined
  /** Trades in a training window without which a point is not chosen; default 5. */
  readonly fewestTrades?: number | undefined
  /**
   * Told of each point as soon as it has run on all training windows, or has failed in one; then the result does not keep its returns, and
   * memory is bounded however many points there are. A look at the data, to be counted as such whatever came of it.
   */
  readonly onPoint?: ((params: ParamPoint, trained: readonly EvaluatedPoint[] | Failure) => void) | undefined
  /** Told how many points have been trained. */
  readonly onProgress?: ((done: number, count: number) => void) | undefined
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
  const prepared = prepareGround(request, declaration)
  if ('stage' in prepared) return prepared
  const { ground, grid, start } = prepared
  const time = ground.bars.time.subarray(start)
  const days = wholeDays(time).count
  const schedule = request.schedule ?? scheduleFor(days)
  const folds = schedule === undefined ? [] : [...foldsOf(time, start, schedule)]
  if (schedule === undefined || folds.length === 0) return tooFewDays(days, schedule)
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
