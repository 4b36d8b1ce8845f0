import { defineFeature } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { column } from '../kernels/column.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** 1 where the bar opens in the given hours of the day, else 0. */
function session(kind: string, title: string, from: number, to: number): BarsKind {
  return flag(kind, `${title}, ${from}–${to} h UTC: 1 if the bar opens in it, else 0`, 8 * HOUR, (time) => {
    const hour = (((time % DAY) + DAY) % DAY) / HOUR
    return hour >= from && hour < to
  })
}

function flag(kind: string, title: string, barsShorterThanMs: number, holds: (time: number) => boolean): BarsKind {
  return defineFeature({
    kind,
    group: 'temporal',
    title,
    reads: ['time'],
    params: {},
    settings: [[]],
    barsShorterThanMs,
    warmup: () => 0,
    compute: ({ bars: { time }, length }) => {
      const values = column(length)
      for (let i = 0; i < length; i++) values[i] = holds(time[i] as number) ? 1 : 0
      return values
    },
  })
}

/** 1970-01-01, day 0, was a Thursday: days 2 and 3 of each seven are the weekend. */
function isWeekend(time: number): boolean {
  const day = ((Math.floor(time / DAY) % 7) + 7) % 7
  return day === 2 || day === 3
}

export const SESSIONS: readonly BarsKind[] = [
  session('asian_session', 'Asian trading hours', 0, 8),
  session('european_session', 'European trading hours', 7, 16),
  session('american_session', 'American trading hours', 13, 21),
  flag('weekend', 'Saturday or Sunday (UTC): 1 if the bar opens on it, else 0', 7 * DAY, isWeekend),
]
