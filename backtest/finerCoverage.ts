import { barCount, type Bars } from '../domain/bars.ts'
import { finerEnd, firstFrom } from './detailed/finer.ts'

/** How many bars the finer ones make up (docs/engine.md, rule 38), so that these are their path; `step` is the bars' timeframe in ms. */
export function finerCoverage(bars: Bars, finer: Omit<Bars, 'volume'>, step: number): number {
  let made = 0
  let from = 0
  for (let t = 0; t < barCount(bars); t++) {
    const start = bars.time[t] as number
    from = firstFrom(finer.time, from, start)
    if (finerEnd(finer, from, bars, t, Math.min(start + step, bars.time[t + 1] ?? Infinity)) > from) made++
  }
  return made
}
