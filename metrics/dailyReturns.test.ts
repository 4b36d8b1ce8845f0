import { describe, expect, it } from 'vitest'
import { dailyReturns } from './dailyReturns.ts'

const HOUR = 3_600_000
const midnight = Date.UTC(2024, 1, 28)
const at = (...hours: number[]): Float64Array => Float64Array.from(hours, (hour) => midnight + hour * HOUR)

describe('dailyReturns', () => {
  it('takes the last equity of each UTC day, the first day over the initial equity', () => {
    const daily = dailyReturns(at(22, 23, 24, 47, 48), Float64Array.of(105, 110, 90, 121, 60.5), 100)
    expect(daily.firstDay).toBe('2024-02-28')
    expect([...daily.returns].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0.1, 0.1, -0.5])
  })

  it('carries the equity over days without a bar, leap day included', () => {
    const daily = dailyReturns(at(0, 72), Float64Array.of(110, 121), 100)
    expect(daily.returns.length).toBe(4)
    expect([...daily.returns].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0.1, 0, 0, 0.1])
  })

  it('returns nothing after a total loss', () => {
    expect([...dailyReturns(at(0, 24, 48), Float64Array.of(50, 0, 0), 100).returns]).toEqual([-0.5, -1, 0])
  })

  it('of no bars is empty', () => {
    expect(dailyReturns(at(), new Float64Array(), 100)).toEqual({ firstDay: null, returns: new Float64Array() })
  })

  it('compounds to the total return, wherever the days are cut', () => {
    const time = Float64Array.from({ length: 500 }, (_, i) => midnight + 5 * HOUR * i)
    const equity = Float64Array.from(time, (_, i) => 100 * Math.exp(Math.sin(i)))
    let product = 1
    for (const value of dailyReturns(time, equity, 100).returns) product *= 1 + value
    expect(product).toBeCloseTo(equity[499]! / 100, 12)
  })
})
