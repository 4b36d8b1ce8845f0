import type { Bars } from '../../domain/bars.ts'
import { normal, seededRandom } from '../../math/random.ts'

const MINUTE = 60_000

/**
 * A seeded random walk of one-minute bars from 100, for laws and measurements: high and low contain open and close, volumes are positive.
 * Prices are whole multiples of 1/1024, so that a translation by a whole number is exact.
 */
export function generatedBars(length: number, seed: number): Bars {
  const random = seededRandom(seed)
  const columns = Array.from({ length: 6 }, () => new Float64Array(length))
  const [time, open, high, low, close, volume] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const onGrid = (price: number): number => Math.round(price * 1024) / 1024
  let last = 100
  for (let i = 0; i < length; i++) {
    const first = last * (1 + 0.001 * normal(random))
    // Drawn back to 100, lest a million bars run off the grid.
    const next = first * (1 + 0.004 * normal(random) + 0.0005 * Math.log(100 / first))
    time[i] = i * MINUTE
    open[i] = onGrid(first)
    close[i] = onGrid(next)
    high[i] = onGrid(Math.max(first, next) * (1 + 0.003 * random()) + 1 / 1024)
    low[i] = onGrid(Math.min(first, next) * (1 - 0.003 * random()) - 1 / 1024)
    volume[i] = Math.floor(1000 + 9000 * random())
    last = next
  }
  return { time, open, high, low, close, volume }
}

/** `length` bars whose every price is `price`. */
export function flatBars(length: number, price: number, volume = 1000): Bars {
  const prices = new Float64Array(length).fill(price)
  const time = Float64Array.from({ length }, (_, i) => i * MINUTE)
  return { time, open: prices, high: prices, low: prices, close: prices, volume: new Float64Array(length).fill(volume) }
}

/** The same bars with every price changed, and every volume multiplied. */
export function changedBars(bars: Bars, price: (value: number) => number, volumeFactor = 1): Bars {
  return {
    time: bars.time,
    open: bars.open.map(price),
    high: bars.high.map(price),
    low: bars.low.map(price),
    close: bars.close.map(price),
    volume: bars.volume.map((value) => value * volumeFactor),
  }
}
