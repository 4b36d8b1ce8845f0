import { firstBarAtOrAfter, type Bars } from '../../domain/bars.ts'

const DAY_MS = 86_400_000
const DAYS_PER_YEAR = 365

/** The periods that returns are taken of, over the bars from `from` on. */
export interface Periods {
  /** The last bar of each period that has bars, ascending; undefined: every bar is a period. */
  readonly ends: Int32Array | undefined
  /** Those without a bar included: their return is 0. */
  readonly count: number
  readonly perYear: number
}

/** Every bar a period of its own. */
export function barPeriods(bars: number, from: number, barsPerYear: number): Periods {
  return { ends: undefined, count: Math.max(0, bars - from), perYear: barsPerYear }
}

/** Days UTC, as in metrics/dailyReturns.ts. */
export function dayPeriods(bars: Bars, from: number): Periods {
  const length = bars.time.length
  if (from >= length) return { ends: new Int32Array(0), count: 0, perYear: DAYS_PER_YEAR }
  const dayOf = (bar: number): number => Math.floor((bars.time[bar] as number) / DAY_MS)
  const ends: number[] = []
  let barsInDay = 0
  for (let bar = from; bar < length;) {
    const midnight = (dayOf(bar) + 1) * DAY_MS
    // Most days have as many bars as the day before: then there is nothing to search for.
    const guess = bar + barsInDay
    const next = startsAt(bars.time, guess, midnight) ? guess : firstBarAtOrAfter(bars, midnight)
    ends.push(next - 1)
    barsInDay = next - bar
    bar = next
  }
  return { ends: Int32Array.from(ends), count: dayOf(length - 1) - dayOf(from) + 1, perYear: DAYS_PER_YEAR }
}

/** Whether `bar` is the first at or after `time`. */
function startsAt(column: Float64Array, bar: number, time: number): boolean {
  return bar > 0 && (column[bar - 1] as number) < time && (column[bar] as number) >= time
}
