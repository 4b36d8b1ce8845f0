import { barCount, type Bars } from '../domain/bars.ts'
import { standardDeviation } from '../math/moments.ts'
import { normal, type Random } from '../math/random.ts'
import type { Predictions } from './prepare.ts'

/** Which way the replaced bars go; either way far more than the market does, so that whoever looks ahead must notice. */
export type Direction = 1 | -1

const JUMP = 0.2
const WILDER = 3
const LEAST_STEP = 0.005

function typicalStep(close: Float64Array): number {
  const steps = new Float64Array(Math.max(0, close.length - 1))
  for (let i = 0; i < steps.length; i++) steps[i] = Math.log((close[i + 1] as number) / (close[i] as number))
  return standardDeviation(steps) ?? 0
}

/** A copy of the bars in which everything from `cut` on is another market: a jump, then a wilder seeded walk. Times stay. */
export function otherBars(bars: Bars, cut: number, direction: Direction, random: Random): Bars {
  const other = {
    time: bars.time.slice(),
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
  }
  const step = Math.max(LEAST_STEP, WILDER * typicalStep(bars.close.subarray(0, cut)))
  let price = (bars.close[Math.max(0, cut - 1)] as number) * Math.exp(direction * JUMP)
  for (let i = cut; i < barCount(bars); i++) {
    const open = price
    // The walk leans the way of the jump for its first bars: a look-ahead of several bars must not see it undone.
    price *= Math.exp(step * (normal(random) + (i - cut < 8 ? direction : 0)))
    other.open[i] = open
    other.close[i] = price
    other.high[i] = Math.max(open, price) * (1 + step * random())
    other.low[i] = Math.min(open, price) * (1 - Math.min(0.5, step * random()))
    other.volume[i] = (bars.volume[i] as number) * Math.exp(normal(random)) + random()
  }
  return other
}

/** Predictions that say the opposite (of a probability) from `cut` on. */
export function otherPredictions(predictions: Predictions, cut: number): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(predictions).map(([key, column]) => [key, column.map((value, i) => (i < cut ? value : 1 - value))]),
  )
}
