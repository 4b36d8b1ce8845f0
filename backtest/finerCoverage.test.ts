import { describe, expect, it } from 'vitest'
import { barCount, type Bars } from '../domain/bars.ts'
import { seededRandom } from '../math/random.ts'
import { finerCoverage } from './finerCoverage.ts'
import { madeUpMarket } from './proof/madeUpMarket.ts'

const HOUR = 3_600_000

describe('finerCoverage', () => {
  it('counts the bars of which no finer one is missing that opened, closed or carried them furthest', () => {
    const { bars, market } = madeUpMarket(seededRandom('coverage'), 200, 0.01)
    const finer = market.finer as Bars
    const made = Array.from(bars.time).filter((start, t) => {
      const parts = Array.from(finer.time.keys()).filter((i) => finer.time[i]! >= start && finer.time[i]! < start + HOUR)
      const most = (column: Float64Array): number => Math.max(...parts.map((i) => column[i]!))
      const least = (column: Float64Array): number => Math.min(...parts.map((i) => column[i]!))
      const ends = finer.open[parts[0]!] === bars.open[t] && finer.close[parts.at(-1)!] === bars.close[t]
      return ends && most(finer.high) === bars.high[t] && least(finer.low) === bars.low[t]
    })
    expect(finerCoverage(bars, finer, HOUR)).toBe(made.length)
    expect(made.length).toBeGreaterThan(100)
    expect(made.length).toBeLessThan(barCount(bars))
  })
})
