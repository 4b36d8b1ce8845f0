const DAY_MS = 86_400_000

/** The periods that returns are taken of, over the bars from `from` on. */
export interface Periods {
  /** Per bar, the last bar of its period. */
  readonly end: Int32Array
  readonly everyBar: boolean
  /** Those without a bar included: their return is 0. */
  readonly count: number
  readonly perYear: number
}

/** Every bar a period of its own. */
export function barPeriods(bars: number, from: number, barsPerYear: number): Periods {
  return { end: new Int32Array(bars).map((_, i) => i), everyBar: true, count: Math.max(0, bars - from), perYear: barsPerYear }
}

/** Days UTC, as in metrics/dailyReturns.ts. `time` is the bars' open in ms UTC, ascending. */
export function dayPeriods(time: Float64Array, from: number): Periods {
  const bars = time.length
  const end = new Int32Array(bars)
  if (from >= bars) return { end, everyBar: false, count: 0, perYear: 365 }
  const dayOf = (bar: number): number => Math.floor((time[bar] as number) / DAY_MS)
  let last = bars - 1
  let dayStart = dayOf(last) * DAY_MS
  for (let i = bars - 1; i >= 0; i--) {
    if ((time[i] as number) < dayStart) {
      last = i
      dayStart = dayOf(i) * DAY_MS
    }
    end[i] = last
  }
  return { end, everyBar: false, count: dayOf(bars - 1) - dayOf(from) + 1, perYear: 365 }
}
