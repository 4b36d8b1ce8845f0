import { column } from './column.ts'
import { latestHighest, latestLowest } from './latestExtreme.ts'

/** How many bars ago the highest of the last `period` values was (0: now; of equals the latest), first at index period − 1. */
export function barsSinceHighest(values: Float64Array, period: number): Float64Array {
  const ages = column(values.length, period - 1)
  let place = -1
  for (let i = period - 1; i < values.length; i++) {
    const start = i - period + 1
    if (place < start) place = latestHighest(values, start, i)
    else if ((values[i] as number) >= (values[place] as number)) place = i
    ages[i] = i - place
  }
  return ages
}

/** How many bars ago the lowest of the last `period` values was (0: now; of equals the latest), first at index period − 1. */
export function barsSinceLowest(values: Float64Array, period: number): Float64Array {
  const ages = column(values.length, period - 1)
  let place = -1
  for (let i = period - 1; i < values.length; i++) {
    const start = i - period + 1
    if (place < start) place = latestLowest(values, start, i)
    else if ((values[i] as number) <= (values[place] as number)) place = i
    ages[i] = i - place
  }
  return ages
}
