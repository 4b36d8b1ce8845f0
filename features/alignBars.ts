import { barCount, type Bars } from '../domain/bars.ts'

/** The bars of another symbol at the given times (ascending): its values where it has a bar at that very time, else NaN. */
export function alignBars(time: Float64Array, bars: Bars): Bars {
  const length = time.length
  const empty = (): Float64Array => new Float64Array(length).fill(NaN)
  const aligned = { time: time.slice(), open: empty(), high: empty(), low: empty(), close: empty(), volume: empty() }
  const count = barCount(bars)
  let j = 0
  for (let i = 0; i < length; i++) {
    while (j < count && (bars.time[j] as number) < (time[i] as number)) j++
    if (j === count || bars.time[j] !== time[i]) continue
    aligned.open[i] = bars.open[j] as number
    aligned.high[i] = bars.high[j] as number
    aligned.low[i] = bars.low[j] as number
    aligned.close[i] = bars.close[j] as number
    aligned.volume[i] = bars.volume[j] as number
  }
  return aligned
}
