import { column } from './column.ts'
import { latestHighest, latestLowest } from './latestExtreme.ts'

/**
 * Highest of `highs` and lowest of `lows` over the last `period` bars, the current one included; first at from + period − 1.
 * The place of an extreme is kept, and looked for afresh once it has left the window: on prices that is seldom, and comparisons that can be
 * foretold cost less than fewer that cannot, as a queue or blocks (van Herk) need.
 */
export function rollingRange(
  highs: Float64Array,
  lows: Float64Array,
  period: number,
  from = 0,
): { highest: Float64Array; lowest: Float64Array } {
  const first = from + period - 1
  return { highest: rollingHighest(highs, period, first), lowest: rollingLowest(lows, period, first) }
}

function rollingHighest(values: Float64Array, period: number, first: number): Float64Array {
  const length = values.length
  const highest = column(length, first)
  if (first >= length) return highest
  let place = latestHighest(values, first - period + 1, first)
  let best = values[place] as number
  highest[first] = best
  for (let i = first + 1; i < length; i++) {
    const value = values[i] as number
    if (value >= best) {
      best = value
      place = i
    } else if (place <= i - period) {
      place = latestHighest(values, i - period + 1, i)
      best = values[place] as number
    }
    highest[i] = best
  }
  return highest
}

function rollingLowest(values: Float64Array, period: number, first: number): Float64Array {
  const length = values.length
  const lowest = column(length, first)
  if (first >= length) return lowest
  let place = latestLowest(values, first - period + 1, first)
  let best = values[place] as number
  lowest[first] = best
  for (let i = first + 1; i < length; i++) {
    const value = values[i] as number
    if (value <= best) {
      best = value
      place = i
    } else if (place <= i - period) {
      place = latestLowest(values, i - period + 1, i)
      best = values[place] as number
    }
    lowest[i] = best
  }
  return lowest
}
