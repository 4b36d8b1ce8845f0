import { rollingRange } from './rollingRange.ts'

/** Place of each value between the lowest low (0) and the highest high (100) of `period` bars, first at from + period − 1; 0 in a flat range. */
export function rollingPosition(values: Float64Array, highs: Float64Array, lows: Float64Array, period: number, from = 0): Float64Array {
  const { highest, lowest } = rollingRange(highs, lows, period, from)
  for (let i = from + period - 1; i < values.length; i++) {
    const low = lowest[i] as number
    const range = (highest[i] as number) - low
    // In place: the column of lows has served.
    lowest[i] = range === 0 ? 0 : 100 * (((values[i] as number) - low) / range)
  }
  return lowest
}
