import { defineFeature } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { column } from '../kernels/column.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** 1970-01-01 was a Thursday: the Monday before it. */
const A_MONDAY = -3 * DAY

/** Place of a time (ms UTC) in a cycle, 0 to below 1. */
type Phase = (time: number) => number

function fixed(length: number, start = 0): Phase {
  return (time) => {
    const since = time - start
    // Whole milliseconds: exact, and a remainder costs as much as the sine.
    return (since - Math.floor(since / length) * length) / length
  }
}

/** The calendar's cycles differ in length, so each is asked for its first and last moment (UTC) once, not for every bar. */
function ofCalendar(months: 1 | 12): Phase {
  let from = 0
  let to = 0
  return (time) => {
    if (time < from || time >= to) {
      const date = new Date(time)
      const month = months === 12 ? 0 : date.getUTCMonth()
      from = Date.UTC(date.getUTCFullYear(), month)
      to = Date.UTC(date.getUTCFullYear(), month + months)
    }
    return (time - from) / (to - from)
  }
}

/**
 * A point on a circle: the last hour of a cycle lies beside the first, which a number from 0 to 23 does not tell.
 * `length` is the least bar length, in ms, at which the cycle stands still.
 */
function circle(kind: string, title: string, length: number, phaseOf: () => Phase): BarsKind[] {
  const half = (name: string, of: (angle: number) => number): BarsKind =>
    defineFeature({
      kind: `${kind}_${name}`,
      group: 'temporal',
      title: `${title}, ${name === 'sin' ? 'sine' : 'cosine'} (UTC, by the bar's open)`,
      reads: ['time'],
      params: {},
      settings: [[]],
      barsShorterThanMs: length,
      warmup: () => 0,
      compute: ({ bars: { time }, length: count }) => {
        const values = column(count)
        const phase = phaseOf()
        for (let i = 0; i < count; i++) values[i] = of(2 * Math.PI * phase(time[i] as number))
        return values
      },
    })
  return [half('sin', Math.sin), half('cos', Math.cos)]
}

export const CYCLES: readonly BarsKind[] = [
  ...circle('minute_of_hour', 'Minute of the hour', HOUR, () => fixed(HOUR)),
  ...circle('hour_of_day', 'Hour of the day', DAY, () => fixed(DAY)),
  ...circle('half_day', 'Place in the half day', DAY / 2, () => fixed(DAY / 2)),
  ...circle('funding_cycle', 'Place in the 8 hours between the usual funding times of perpetuals', DAY / 3, () => fixed(DAY / 3)),
  ...circle('day_of_week', 'Place in the week from Monday', 7 * DAY, () => fixed(7 * DAY, A_MONDAY)),
  ...circle('day_of_month', 'Place in the month', 28 * DAY, () => ofCalendar(1)),
  ...circle('day_of_year', 'Place in the year', 365 * DAY, () => ofCalendar(12)),
]
