import { assertWhole } from './indexRange.ts'
import type { TrainTest } from './walkForward.ts'

export interface TimeSeriesRequest {
  readonly count: number
  readonly splits: number
  /** Rows left out between training and test: no default, as 0 is right only where labels do not look ahead. */
  readonly gap: number
  /** Default: what `splits + 1` equal parts have. */
  readonly test?: number | undefined
  /** The latest so many training rows at most; default all. */
  readonly mostTrain?: number | undefined
}

/**
 * Time-series cross-validation: the last `splits` ranges of `test` rows, each with all rows before it to learn from (scikit-learn's TimeSeriesSplit).
 * @throws RangeError where the first split would have nothing to learn from.
 */
export function* timeSeriesSplits(request: TimeSeriesRequest): Generator<TrainTest> {
  const { count, splits, gap, mostTrain = Infinity } = request
  const test = request.test ?? Math.floor(count / (splits + 1))
  assertWhole('timeSeriesSplits', { splits: [splits, 1], gap: [gap, 0], test: [test, 1], count: [count, splits * test + gap + 1] })
  if (!(mostTrain >= 1)) throw new RangeError(`timeSeriesSplits: mostTrain is ${mostTrain}, not 1 or more`)
  for (let from = count - splits * test; from < count; from += test) {
    yield { train: { from: Math.max(0, from - gap - mostTrain), to: from - gap }, test: { from, to: from + test } }
  }
}
