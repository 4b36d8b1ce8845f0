import { assertWhole, type IndexRange } from './indexRange.ts'

/**
 * Do spans that only touch overlap? `inclusive` says yes (López de Prado 2018, snippets 7.1 and 7.2): a label that ends on the first bar of the test range
 * has seen it. `half_open` says no (snippet 7.3, but without its slip of putting a test row into the training set).
 */
export type Touching = 'inclusive' | 'half_open'

export interface PurgeRequest {
  /** By row: the last row its label looks at, the row itself or later; −1 where it has no label, and then it never trains. */
  readonly labelEnd: Int32Array
  /** Rows left out behind the last label of each test range, beside those whose labels overlap. No default: 0 is the optimist's choice. */
  readonly embargoBars: number
  readonly touching: Touching
}

/**
 * The rows that may be learnt from where `tests` are tested, as ascending ranges: none of a test range, none whose label overlaps the span from a test
 * range's first row to its last label, and none in the embargo behind it (López de Prado 2018, Advances in Financial Machine Learning, ch. 7).
 * @throws RangeError for a label that ends before its row or behind the last one, and a negative embargo.
 */
export function purgedTrain({ labelEnd, embargoBars, touching }: PurgeRequest, tests: readonly IndexRange[]): IndexRange[] {
  assertWhole('purgedTrain', { embargoBars: [embargoBars, 0] })
  const spans = tests.filter(({ from, to }) => from < to).map((test) => ({ ...test, until: lastLabel(labelEnd, test) + embargoBars }))
  const isClear = (row: number, end: number): boolean =>
    spans.every(({ from, to, until }) => {
      if (row >= from && row < to) return false
      return touching === 'inclusive' ? end < from || row > until : end <= from || row >= until
    })
  const train: IndexRange[] = []
  let start = -1
  for (let row = 0; row <= labelEnd.length; row++) {
    const kept = row < labelEnd.length && labelEnd[row] !== -1 && isClear(row, soundEnd(labelEnd, row))
    if (kept && start < 0) start = row
    if (kept || start < 0) continue
    train.push({ from: start, to: row })
    start = -1
  }
  return train
}

/** The last row that any label of the range looks at; the last row of the range where none looks further. */
function lastLabel(labelEnd: Int32Array, { from, to }: IndexRange): number {
  let last = to - 1
  for (let row = from; row < to; row++) last = Math.max(last, labelEnd[row] as number)
  return last
}

function soundEnd(labelEnd: Int32Array, row: number): number {
  const end = labelEnd[row] as number
  if (end >= row && end < labelEnd.length) return end
  throw new RangeError(`purgedTrain: the label of row ${row} ends at row ${end}, not from ${row} to ${labelEnd.length - 1}`)
}
