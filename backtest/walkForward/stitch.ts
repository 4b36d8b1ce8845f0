import type { DailyReturns } from '../../metrics/dailyReturns.ts'

const DAY_MS = 86_400_000

/**
 * Daily returns as one series. Parts begin and end in order, oldest first; of days that two of them have, as training windows do, those of the later
 * part stand. A day that none has is 0, as a day without bars is.
 */
export function stitch(parts: readonly DailyReturns[]): DailyReturns {
  const placed = parts.flatMap(({ firstDay, returns }) =>
    firstDay === null ? [] : [{ day: Date.parse(firstDay) / DAY_MS, firstDay, returns }],
  )
  const [first] = placed
  const last = placed.at(-1)
  if (first === undefined || last === undefined) return { firstDay: null, returns: new Float64Array() }
  const returns = new Float64Array(last.day + last.returns.length - first.day)
  for (const part of placed) returns.set(part.returns, part.day - first.day)
  return { firstDay: first.firstDay, returns }
}
