import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'
import { normal, type Random } from '../../math/random.ts'
import { walkingBars } from './madeUpBars.ts'

const FINER_PER_BAR = 4
const HOUR = 3_600_000

/** Every four bars in one. */
function joined(finer: Bars): Bars {
  const count = finer.time.length / FINER_PER_BAR
  const column = (of: (start: number, end: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => of(i * FINER_PER_BAR, (i + 1) * FINER_PER_BAR))
  return {
    time: column((start) => finer.time[start] as number),
    open: column((start) => finer.open[start] as number),
    high: column((start, end) => Math.max(...finer.high.subarray(start, end))),
    low: column((start, end) => Math.min(...finer.low.subarray(start, end))),
    close: column((_, end) => finer.close[end - 1] as number),
    volume: column((start, end) => finer.volume.subarray(start, end).reduce((sum, volume) => sum + volume, 0)),
  }
}

function kept(bars: Bars, isKept: (place: number) => boolean): Bars {
  const columns = Object.entries(bars) as [keyof Bars, Float64Array][]
  return Object.fromEntries(columns.map(([name, column]) => [name, column.filter((_, i) => isKept(i))])) as unknown as Bars
}

/** A seeded walk as hourly bars, its quarter hours, some of which are missing, mark prices a little off the trade prices, and funding every eight hours, stamped late. */
export function madeUpMarket(random: Random, count: number, step: number): { bars: Bars; market: Required<MarketData> } {
  const walk = walkingBars(random, count * FINER_PER_BAR, step / 2)
  const start = walk.time[0] as number
  const time = walk.time.map((_, i) => start + (i * HOUR) / FINER_PER_BAR)
  // Some bars have no volume at all.
  const volume = time.map((_, i) => (Math.floor(i / FINER_PER_BAR) % 17 === 5 ? 0 : 200 * random()))
  const finer: Bars = { ...walk, time, volume }
  const bars = joined(finer)
  // Here and there one is missing: the first, the last, or one between.
  const isThere = (i: number): boolean => i % 23 !== 7 && i % 31 !== 8 && i % 37 !== 9
  const off = (column: Float64Array): Float64Array => column.map((price) => price * (1 + 0.1 * step * normal(random)))
  const paid = bars.time.filter((_, i) => i % 8 === 0)
  return {
    bars,
    market: {
      finer: kept(finer, isThere),
      mark: { time: bars.time.filter((_, i) => i % 5 !== 0), ...pick(bars, (column) => off(column).filter((_, i) => i % 5 !== 0)) },
      funding: {
        time: paid.map((stamp, i) => stamp + (i % 3 === 0 ? 8 : i % 3 === 1 ? 0 : HOUR / 3)),
        rate: paid.map(() => 0.002 * normal(random)),
      },
    },
  }
}

function pick(bars: Bars, change: (column: Float64Array) => Float64Array): Pick<Bars, 'open' | 'high' | 'low'> {
  return { open: change(bars.open), high: change(bars.high), low: change(bars.low) }
}
