import { assertWhole, type IndexRange } from './indexRange.ts'

/** Who gets what does not divide: the first folds one each (numpy.array_split, scikit-learn), or the last fold all of it (skfolio). */
export type Remainder = 'first' | 'last'

/** Contiguous folds that cover [0, count). @throws RangeError for fewer observations than folds. */
export function contiguousFolds(count: number, folds: number, remainder: Remainder = 'first'): IndexRange[] {
  assertWhole('contiguousFolds', { folds: [folds, 1], count: [count, folds] })
  const size = Math.floor(count / folds)
  const extra = count % folds
  const start = (fold: number): number => fold * size + (remainder === 'first' ? Math.min(fold, extra) : 0)
  return Array.from({ length: folds }, (_, fold) => ({ from: start(fold), to: fold === folds - 1 ? count : start(fold + 1) }))
}
