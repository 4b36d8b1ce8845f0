import { UsageError } from '../../domain/errors.ts'
import { taskOf } from '../../domain/ml.ts'
import { newestSplit, purgedSplits, type PurgedFold } from '../../math/purgedSplits.ts'
import type { TrainRequest } from './trainRequest.ts'

/** The folds of a training request behind its features' warm-up, the newest one last. @throws UsageError for too short a window. */
export function cutFolds({ split, table, labelEnd, time }: Pick<TrainRequest, 'split' | 'table' | 'labelEnd' | 'time'>): PurgedFold[] {
  const request = {
    labelEnd,
    firstBar: Math.max(0, ...table.warmup),
    scheme: split.scheme,
    trainBars: split.train_bars,
    predictBars: split.predict_bars,
    validFraction: split.valid_fraction,
    horizonBars: split.horizon_bars,
    embargoBars: split.embargo_bars,
  }
  const needed = request.firstBar + request.trainBars + request.horizonBars
  if (time.length <= needed) {
    throw new UsageError(
      `${time.length} bars are too few: ${request.firstBar} warm the features up, ${request.trainBars} train the first snapshot and ${request.horizonBars} end the first label; take a longer window or fewer train_bars.`,
      { bars: time.length, needed },
    )
  }
  return [...purgedSplits(request), newestSplit(request)]
}

/** @throws UsageError for a target that its split or its task does not fit. */
export function checkTraining({ config, plan, table, target, split }: TrainRequest): void {
  const names = plan.features.map(({ name }) => name)
  if (names.join('\0') !== table.names.join('\0')) throw new RangeError('trainVersion: the columns are not those of the feature plan')
  if (config.task !== taskOf(target.name))
    throw new UsageError(`The target ${target.name} is a ${taskOf(target.name)}, not a ${config.task}.`)
  if (split.horizon_bars !== target.horizonBars) {
    throw new UsageError(
      `The split purges ${split.horizon_bars} bars for labels that look ${target.horizonBars} bars ahead; make them equal.`,
    )
  }
}
