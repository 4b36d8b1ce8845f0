import type { Bars } from '../../domain/bars.ts'

export const DAY_MS = 86_400_000

/** Last close of every UTC day from the first bar's to the last's; a day without a bar keeps the close before. */
export interface DailyCloses {
  /** Days since 1970 of the first close. */
  readonly firstDay: number
  readonly closes: Float64Array
}

/** A bar belongs to the day it closes in: one that is still open at midnight has told nothing about the day before. */
export function dailyCloses(bars: Bars, barMs: number): DailyCloses {
  const count = bars.time.length
  const dayOf = (i: number): number => Math.floor(((bars.time[i] as number) + barMs - 1) / DAY_MS)
  if (count === 0) return { firstDay: 0, closes: new Float64Array() }
  const firstDay = dayOf(0)
  const closes = new Float64Array(dayOf(count - 1) - firstDay + 1)
  for (let i = 0; i < count; i++) {
    const from = dayOf(i) - firstDay
    const to = i + 1 < count ? dayOf(i + 1) - firstDay : from + 1
    closes.fill(bars.close[i] as number, from, Math.max(to, from + 1))
  }
  return { firstDay, closes }
}
