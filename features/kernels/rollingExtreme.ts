import { column } from './column.ts'

/** Highest of the last `period` values, the first at period − 1; NaN as in rollingSum.ts. */
export function rollingHighest(values: Float64Array, period: number): Float64Array {
  return byBlocks(values, period, 1)
}

/** Lowest of the last `period` values. */
export function rollingLowest(values: Float64Array, period: number): Float64Array {
  return byBlocks(values, period, -1)
}

/**
 * A window is the tail of the last block and the head of this one (van Herk 1992; Gil and Werman 1993): the same cost whatever the period. The
 * lowest is what is highest with the other sign.
 */
function byBlocks(values: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const length = values.length
  const extremes = column(length)
  const tail = new Float64Array(period + 1).fill(-Infinity)
  for (let start = 0; start < length; start += period) {
    const end = Math.min(start + period, length)
    let head = -Infinity
    for (let i = start, k = 1; i < end; i++, k++) {
      head = Math.max(head, sign * (values[i] as number))
      extremes[i] = sign * Math.max(tail[k] as number, head)
    }
    let extreme = -Infinity
    for (let k = period - 1, i = end - 1; k > 0 && end < length; k--, i--) {
      extreme = Math.max(extreme, sign * (values[i] as number))
      tail[k] = extreme
    }
  }
  return extremes.fill(NaN, 0, Math.min(length, period - 1))
}
