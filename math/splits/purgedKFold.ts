import { contiguousFolds, type Remainder } from './folds.ts'
import type { IndexRange } from './indexRange.ts'
import { purgedTrain, type PurgeRequest } from './purge.ts'

export interface PurgedFoldSplit {
  readonly test: IndexRange
  /** Ascending; a test range in the middle leaves one before and one behind it, and labels of varying length more. */
  readonly train: readonly IndexRange[]
}

export interface PurgedKFoldRequest extends PurgeRequest {
  readonly folds: number
  readonly remainder?: Remainder | undefined
}

/** K-fold splits in time order, each row tested once and the training rows purged. @throws RangeError as contiguousFolds and purgedTrain. */
export function* purgedKFold(request: PurgedKFoldRequest): Generator<PurgedFoldSplit> {
  for (const test of contiguousFolds(request.labelEnd.length, request.folds, request.remainder)) {
    yield { test, train: purgedTrain(request, [test]) }
  }
}
