import { column } from './column.ts'

/**
 * How many bars ago the highest of the last `period` values was (0: now; of equals the latest), first at index period − 1.
 * By blocks, as in rollingRange.ts, with places instead of values. For the lowest, give sign −1.
 */
export function barsSinceExtreme(values: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const length = values.length
  const ages = column(length, period - 1)
  const tailPlace = new Int32Array(period + 1)
  const tailValue = new Float64Array(period + 1)
  tailValue[period] = -Infinity
  for (let start = 0; start < length; start += period) {
    const end = Math.min(start + period, length)
    let best = -Infinity
    let place = start
    for (let i = start, k = 1; i < end; i++, k++) {
      const value = sign * (values[i] as number)
      if (value >= best) {
        best = value
        place = i
      }
      if (i >= period - 1) ages[i] = i - ((tailValue[k] as number) > best ? (tailPlace[k] as number) : place)
    }
    if (end === length) break
    best = -Infinity
    for (let k = period - 1, i = end - 1; k > 0; k--, i--) {
      const value = sign * (values[i] as number)
      if (value > best) {
        best = value
        place = i
      }
      tailValue[k] = best
      tailPlace[k] = place
    }
  }
  return ages
}
