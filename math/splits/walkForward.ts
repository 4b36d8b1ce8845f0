import { assertWhole, type IndexRange } from './indexRange.ts'

export interface TrainTest {
  readonly train: IndexRange
  readonly test: IndexRange
}

/** In observations, whatever they are: bars, or days. */
export interface WalkForwardRequest {
  readonly count: number
  readonly scheme: 'rolling' | 'expanding'
  /** The first training range, and with a rolling scheme every one. */
  readonly train: number
  readonly test: number
  /** From one test range to the next; below `test` they overlap. */
  readonly step: number
  /** Observations left out between training and test: no default, as 0 is right only where nothing in the training range looks ahead. */
  readonly purge: number
  /** Whether a last test range that is cut short by the end counts. */
  readonly keepShort: boolean
}

/** Walk-forward splits, oldest first; the first test range begins `train + purge` after the start. @throws RangeError for a request that cannot be meant. */
export function* walkForwardSplits(request: WalkForwardRequest): Generator<TrainTest> {
  const { count, scheme, train, test, step, purge, keepShort } = request
  assertWhole('walkForwardSplits', { count: [count, 0], train: [train, 1], test: [test, 1], step: [step, 1], purge: [purge, 0] })
  for (let from = train + purge; from < count; from += step) {
    if (from + test > count && !keepShort) return
    const to = Math.min(count, from + test)
    yield { train: { from: scheme === 'rolling' ? from - purge - train : 0, to: from - purge }, test: { from, to } }
    // Once the end is reached, a later range would be a part of this one.
    if (to === count) return
  }
}
