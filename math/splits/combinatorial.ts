import { contiguousFolds, type Remainder } from './folds.ts'
import { assertWhole, type IndexRange } from './indexRange.ts'
import { purgedTrain, type PurgeRequest } from './purge.ts'

export interface CombinatorialSplit {
  /** Groups that are tested, ascending. */
  readonly testGroups: readonly number[]
  /** Their rows, in the same order. */
  readonly tests: readonly IndexRange[]
  readonly train: readonly IndexRange[]
}

export interface CombinatorialRequest extends PurgeRequest {
  readonly groups: number
  /** How many groups each split tests, below `groups`. */
  readonly testGroups: number
  readonly remainder?: Remainder | undefined
}

/** Choices of `size` numbers below `count`, in lexicographic order. */
export function* combinations(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield []
  for (let first = from; size > 0 && first <= count - size; first++) {
    for (const rest of combinations(count, size - 1, first + 1)) yield [first, ...rest]
  }
}

/**
 * Combinatorial purged cross-validation (López de Prado 2018, ch. 12): a split for every choice of test groups, in lexicographic order; each test group is purged with
 * its own span. @throws RangeError as contiguousFolds and purgedTrain.
 */
export function* combinatorialPurged(request: CombinatorialRequest): Generator<CombinatorialSplit> {
  const { groups, testGroups, labelEnd, remainder } = request
  assertChoice(groups, testGroups)
  const folds = contiguousFolds(labelEnd.length, groups, remainder)
  for (const chosen of combinations(groups, testGroups)) {
    const tests = chosen.map((group) => folds[group] as IndexRange)
    yield { testGroups: chosen, tests, train: purgedTrain(request, tests) }
  }
}

function assertChoice(groups: number, testGroups: number): void {
  assertWhole('combinatorialPurged', { testGroups: [testGroups, 1], groups: [groups, testGroups + 1] })
}

/** How many splits there are and how many backtest paths they make: C(N, k) and C(N, k)·k / N. @throws RangeError */
export function combinatorialCounts(groups: number, testGroups: number): { readonly splits: number; readonly paths: number } {
  assertChoice(groups, testGroups)
  let splits = 1
  for (let i = 1; i <= testGroups; i++) splits = (splits * (groups - testGroups + i)) / i
  return { splits, paths: (splits * testGroups) / groups }
}
