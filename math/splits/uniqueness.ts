import type { IndexRange } from './indexRange.ts'

/** By bar: how many labels are alive in it (López de Prado 2018, ch. 4). `labels` are the bars that each looks at. */
export function concurrency(labels: readonly IndexRange[], bars: number): Int32Array {
  const alive = new Int32Array(bars)
  for (const { from, to } of labels) for (let bar = from; bar < to; bar++) alive[bar] = (alive[bar] as number) + 1
  return alive
}

/** By label: the mean of 1 / concurrency over its bars; NaN for a label without bars. */
export function averageUniqueness(labels: readonly IndexRange[], alive: Int32Array): Float64Array {
  return Float64Array.from(labels, (label) => uniquenessOf(label, (bar) => alive[bar] as number))
}

/**
 * By label: how likely the sequential bootstrap is to draw it next, having drawn some: in proportion to what its uniqueness would be among them.
 * @throws RangeError for a drawn label that is not there.
 */
export function drawProbabilities(labels: readonly IndexRange[], drawn: readonly number[], bars: number): Float64Array {
  const sample = drawn.map((index) => {
    const label = labels[index]
    if (label === undefined) throw new RangeError(`drawProbabilities: there is no label ${index}`)
    return label
  })
  const alive = concurrency(sample, bars)
  const unique = Float64Array.from(labels, (label) => uniquenessOf(label, (bar) => (alive[bar] as number) + 1))
  const total = unique.reduce((sum, one) => sum + one, 0)
  return unique.map((one) => one / total)
}

function uniquenessOf({ from, to }: IndexRange, concurrent: (bar: number) => number): number {
  let sum = 0
  for (let bar = from; bar < to; bar++) sum += 1 / concurrent(bar)
  return from < to ? sum / (to - from) : NaN
}
