import { column } from './column.ts'

/**
 * Share of the other period − 1 values of the window that lie below the current one, ties by half: 0 the lowest, 1 the highest. The first
 * at period − 1; NaN as in rollingSum.ts.
 */
export function rollingRank(values: Float64Array, period: number): Float64Array {
  const length = values.length
  const ranks = column(length, Math.min(length, period - 1))
  let complete = 0
  for (let i = 0; i < length; i++) {
    const value = values[i] as number
    complete = Number.isNaN(value) ? 0 : complete + 1
    if (i < period - 1) continue
    ranks[i] = complete < period ? NaN : shareBelow(values, i - period + 1, i)
  }
  return ranks
}

/** Twice the number below plus the number equal, without a branch that nobody could foretell. */
function shareBelow(values: Float64Array, from: number, at: number): number {
  const value = values[at] as number
  let twice = 0
  for (let k = from; k < at; k++) {
    const other = values[k] as number
    twice += Number(other < value) + Number(other <= value)
  }
  return twice / (2 * (at - from))
}
