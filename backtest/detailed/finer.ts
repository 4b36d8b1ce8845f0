import type { Bars } from '../../domain/bars.ts'

/** First stamp at or after `time`, from a place on. */
export function firstFrom(times: Float64Array, from: number, time: number): number {
  let at = from
  while (at < times.length && (times[at] as number) < time) at++
  return at
}

/**
 * Place behind the last finer bar of bar `t`, whose first is at `from` and which ends at `end` (ms); `from` where they do not make it up: open, close and both extremes
 * have to be theirs. Of a bar with minutes missing nobody knows what happened in those, and what is left of it would hide stops.
 */
export function finerEnd(finer: Omit<Bars, 'volume'>, from: number, bars: Bars, t: number, end: number): number {
  let at = from
  let high = -Infinity
  let low = Infinity
  for (; at < finer.time.length && (finer.time[at] as number) < end; at++) {
    high = Math.max(high, finer.high[at] as number)
    low = Math.min(low, finer.low[at] as number)
  }
  if (at === from || finer.open[from] !== bars.open[t] || finer.close[at - 1] !== bars.close[t]) return from
  return high >= (bars.high[t] as number) && low <= (bars.low[t] as number) ? at : from
}
