import { column } from './column.ts'

/** Bars since the highest of the last `period` values, of equals the latest: 0 … period − 1. The first at period − 1. Finite values only. */
export function barsSinceHighest(values: Float64Array, period: number): Float64Array {
  const length = values.length
  const ages = column(length, Math.min(length, period - 1))
  let place = 0
  for (let i = 0; i < length; i++) {
    if ((values[i] as number) >= (values[place] as number)) place = i
    else if (place <= i - period) place = latestHighest(values, i - period + 1, i)
    if (i >= period - 1) ages[i] = i - place
  }
  return ages
}

function latestHighest(values: Float64Array, from: number, to: number): number {
  let place = from
  for (let k = from + 1; k <= to; k++) if ((values[k] as number) >= (values[place] as number)) place = k
  return place
}
