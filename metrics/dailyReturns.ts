const DAY_MS = 86_400_000

/** Simple returns of consecutive UTC days. */
export interface DailyReturns {
  /** ISO date of the first return's day; null where there is none. */
  readonly firstDay: string | null
  readonly returns: Float64Array
}

/**
 * Daily UTC returns of an equity curve: the last equity of each day over that of the day before, the first day's over
 * `initialEquity`. `time` is the bars' open in ms UTC, ascending. A day without a bar has the return 0, the equity being carried
 * on, so that days stay aligned between series; so has every day after the account fell to nothing.
 */
export function dailyReturns(time: Float64Array, equity: Float64Array, initialEquity: number): DailyReturns {
  if (time.length === 0) return { firstDay: null, returns: new Float64Array() }
  const dayOf = (index: number): number => Math.floor((time[index] as number) / DAY_MS)
  const firstDay = dayOf(0)
  const last = time.length - 1
  const returns = new Float64Array(dayOf(last) - firstDay + 1)
  let before = initialEquity
  let day = firstDay
  for (let i = 0; i <= last; i++) {
    const dayEnds = i === last || (time[i + 1] as number) >= (day + 1) * DAY_MS
    if (!dayEnds) continue
    const now = equity[i] as number
    returns[day - firstDay] = before === 0 ? 0 : now / before - 1
    before = now
    if (i < last) day = dayOf(i + 1)
  }
  return { firstDay: new Date(firstDay * DAY_MS).toISOString().slice(0, 10), returns }
}
