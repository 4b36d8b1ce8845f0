import type { Bars } from '../../domain/bars.ts'
import { normal, type Random } from '../../math/random.ts'

/** [open, high, low, close] rows as hourly bars from 2024-01-01 UTC. */
export function barsOf(rows: readonly (readonly [number, number, number, number])[]): Bars {
  const column = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(rows, (row) => row[k])
  return {
    time: Float64Array.from(rows, (_, i) => Date.UTC(2024, 0, 1) + i * 3_600_000),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: new Float64Array(rows.length).fill(1000),
  }
}

/** A seeded walk with gaps between bars and wicks; `step` is the typical log move of a bar. */
export function walkingBars(random: Random, count: number, step: number): Bars {
  let price = 100
  const rows = Array.from({ length: count }, () => {
    const open = price * Math.exp(random() < 0.2 ? step * normal(random) : 0)
    const close = open * Math.exp(step * normal(random))
    price = close
    const wick = (): number => step * random()
    return [open, Math.max(open, close) * (1 + wick()), Math.min(open, close) / (1 + wick()), close] as const
  })
  return barsOf(rows)
}
