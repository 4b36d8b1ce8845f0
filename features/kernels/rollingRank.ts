import { column } from './column.ts'

/**
 * Share of the other period − 1 values of the window that lie below the current one, ties by half: 0 the lowest, 1 the highest. The first
 * at period − 1; NaN as in rollingSum.ts.
 *
 * The window is kept in order: the value that leaves makes a gap, which moves to where the new one belongs, on average past a third of the others.
 */
export function rollingRank(values: Float64Array, period: number): Float64Array {
  const length = values.length
  const ranks = column(length, Math.min(length, period - 1))
  const ordered = new Float64Array(period)
  let size = 0
  for (let i = 0; i < length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) {
      size = 0
      ranks[i] = NaN
      continue
    }
    const gap = size < period ? size++ : firstNotBelow(ordered, values[i - period] as number)
    const place = moveGap(ordered, size, gap, value)
    ordered[place] = value
    if (i >= period - 1) ranks[i] = size < period ? NaN : shareBelow(ordered, place)
  }
  return ranks
}

/** Place of the first value that is not below `value`, one of them. */
function firstNotBelow(ordered: Float64Array, value: number): number {
  let from = 0
  let to = ordered.length - 1
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((ordered[middle] as number) < value) from = middle + 1
    else to = middle
  }
  return from
}

/** Moves the gap to where `value` keeps the order of the first `size` values; returns its place. */
function moveGap(ordered: Float64Array, size: number, from: number, value: number): number {
  let gap = from
  for (; gap + 1 < size && (ordered[gap + 1] as number) < value; gap++) ordered[gap] = ordered[gap + 1] as number
  for (; gap > 0 && (ordered[gap - 1] as number) > value; gap--) ordered[gap] = ordered[gap - 1] as number
  return gap
}

function shareBelow(ordered: Float64Array, place: number): number {
  const value = ordered[place] as number
  let first = place
  let last = place
  while (first > 0 && ordered[first - 1] === value) first--
  while (last + 1 < ordered.length && ordered[last + 1] === value) last++
  // Those below count twice, equals once, the value itself not at all.
  return (first + last) / (2 * (ordered.length - 1))
}
