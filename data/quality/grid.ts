import { TIMEFRAME_MS, TIMEFRAMES, timeframeMs } from '../../domain/timeframe.ts'
import type { Timeframe } from '../../domain/timeframe.ts'

const DAY = timeframeMs('1d')
/** 1970-01-01 was a Thursday; exchanges open their weekly bars on a Monday. */
const MONDAY = 4 * DAY

function mostFrequent(values: Iterable<number>): number | undefined {
  const counts = new Map<number, number>()
  let best: number | undefined
  let bestCount = 0
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1
    counts.set(value, count)
    if (count > bestCount) {
      best = value
      bestCount = count
    }
  }
  return best
}

function* steps(time: Float64Array): Generator<number> {
  for (let i = 1; i < time.length; i++) yield (time[i] as number) - (time[i - 1] as number)
}

/** The distance between neighbours that occurs most, in ms; undefined for fewer than two bars. `time` is ascending. */
export function usualStep(time: Float64Array): number | undefined {
  return mostFrequent(steps(time))
}

export function timeframeOf(step: number): Timeframe | undefined {
  return TIMEFRAMES.find((timeframe) => TIMEFRAME_MS[timeframe] === step)
}

/** Where in its period most bars open, in ms after the period's start since 1970; 0 for the hours and days of UTC. */
export function gridOffset(time: Float64Array, timeframe: Timeframe): number {
  const step = timeframeMs(timeframe)
  return mostFrequent(time.map((stamp) => stamp % step)) ?? 0
}

/** True for a grid that exchanges do not use by themselves: days that open at 08:00, hours at a quarter past. */
export function isUnusualOffset(offset: number, timeframe: Timeframe): boolean {
  if (timeframe === '1w') return offset !== MONDAY
  return timeframe === '3d' ? offset % DAY !== 0 : offset !== 0
}
