import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceBars, type Bars } from '../../domain/bars.ts'
import { normal, seededRandom } from '../../math/random.ts'
import { barRegimes } from './barRegimes.ts'
import { dailyCloses, DAY_MS } from './dailyCloses.ts'
import { dailyRegimes } from './dailyRegimes.ts'
import { livesOnOneRegime } from './livesOnOneRegime.ts'
import { regimeMetrics } from './regimeMetrics.ts'

const HOUR = 3_600_000
const START = Date.UTC(2023, 0, 1)

/** Hourly bars whose log return at hour i is drift(day) + spread(day) × noise. */
function market(days: number, drift: (day: number) => number, spread: (day: number) => number, seed = 'market'): Bars {
  const random = seededRandom(seed)
  const hours = days * 24
  let price = 100
  const close = Float64Array.from({ length: hours }, (_, i) => {
    const day = Math.floor(i / 24)
    return (price *= Math.exp(drift(day) / 24 + (spread(day) / Math.sqrt(24)) * normal(random)))
  })
  const time = Float64Array.from({ length: hours }, (_, i) => START + i * HOUR)
  return { time, open: close, high: close, low: close, close, volume: new Float64Array(hours).fill(1) }
}

const calm = (): number => 0.01
const turning = market(
  600,
  (day) => (day < 200 ? 0.006 : day < 400 ? -0.006 : 0),
  (day) => (day >= 500 ? 0.05 : 0.01),
)

describe('dailyCloses', () => {
  const closesOf = (hours: number[], barMs = HOUR) => {
    const column = Float64Array.from(hours, (_, i) => i + 1)
    const time = Float64Array.from(hours, (hour) => START + hour * HOUR)
    const { firstDay, closes } = dailyCloses({ time, open: column, high: column, low: column, close: column, volume: column }, barMs)
    return [firstDay - START / DAY_MS, ...closes]
  }

  it.each([
    ['the last of each day', [0, 23, 24, 47], HOUR, [0, 2, 4]],
    ['days without a bar keep the close', [5, 80], HOUR, [0, 1, 1, 1, 2]],
    ['a bar that ends at midnight is the day’s own', [0, 24], 24 * HOUR, [0, 1, 2]],
    ['a bar of three days is known on the third', [0, 72], 72 * HOUR, [2, 1, 1, 1, 2]],
    ['a bar over midnight is known the day after', [23], 2 * HOUR, [1, 1]],
  ])('%s', (_what, hours, barMs, expected) => expect(closesOf(hours, barMs)).toEqual(expected))

  it('of no bars are none', () => expect(dailyCloses(sliceBars(turning, 0, 0), HOUR).closes.length).toBe(0))
})

describe('dailyRegimes', () => {
  const regimes = dailyRegimes(dailyCloses(turning, HOUR).closes)
  const shareOf = (regime: string, from: number, to: number) => regimes.slice(from, to).filter((one) => one === regime).length / (to - from)

  it('names the market of the past month', () => {
    expect(shareOf('bull', 100, 200)).toBeGreaterThan(0.95)
    expect(shareOf('bear', 240, 400)).toBeGreaterThan(0.95)
    expect(shareOf('high_volatility', 510, 600)).toBeGreaterThan(0.9)
  })

  it('has no opinion before its windows are full: 30 days of trend, 60 of comparison', () => {
    expect(regimes.findIndex((regime) => regime !== undefined)).toBe(90)
    expect(regimes.length).toBe(601)
  })

  it('calls about half of a random walk a trend', () => {
    const walk = dailyRegimes(
      dailyCloses(
        market(3_000, () => 0, calm),
        HOUR,
      ).closes,
    )
    const count = (regime: string) => walk.filter((one) => one === regime).length / 2_910
    for (const trend of ['bull', 'bear']) expect(Math.abs(count(trend) - 0.31)).toBeLessThan(0.08)
    expect(Math.abs(count('sideways') - 0.38)).toBeLessThan(0.08)
  })

  it('looks at nothing later: a longer past of the same days says the same, whatever comes after', () => {
    const { closes } = dailyCloses(turning, HOUR)
    const cut = fc.integer({ min: 0, max: 600 })
    fc.assert(
      fc.property(cut, fc.double({ min: 0.01, max: 100, noNaN: true }), (day, factor) => {
        expect(dailyRegimes(closes.subarray(0, day))).toEqual(regimes.slice(0, day + 1))
        const otherwise = closes.map((close, i) => (i < day ? close : close * factor * (1 + (i % 7))))
        expect(dailyRegimes(otherwise).slice(0, day + 1)).toEqual(regimes.slice(0, day + 1))
      }),
      { numRuns: 25 },
    )
  })

  it('does not mind the scale of the price, and a flat market goes sideways', () => {
    const { closes } = dailyCloses(turning, HOUR)
    expect(dailyRegimes(closes.map((close) => 1024 * close))).toEqual(regimes)
    expect(new Set(dailyRegimes(new Float64Array(200).fill(5)).slice(90))).toEqual(new Set(['sideways']))
  })
})

describe('barRegimes', () => {
  it('gives a bar the regime of its day, whatever the bars of that day and after', () => {
    const all = barRegimes(turning, '1h')
    for (const day of [95, 250, 420, 505]) {
      expect(new Set(all.slice(day * 24, day * 24 + 24)).size).toBe(1)
      expect(barRegimes(sliceBars(turning, 0, day * 24 + 1), '1h').at(-1)).toBe(all[day * 24])
    }
  })
})

describe('regimeMetrics', () => {
  const regimes = dailyRegimes(dailyCloses(turning, HOUR).closes)
  const random = seededRandom('returns')
  const dailyOf = (inBull: number, elsewhere: number) => ({
    firstDay: '2023-01-01',
    returns: Float64Array.from({ length: 600 }, (_, day) => (regimes[day] === 'bull' ? inBull : elsewhere) + 0.001 * normal(random)),
  })

  it('divides days and profit among the regimes', () => {
    const found = regimeMetrics(turning, '1h', dailyOf(0.004, 0.002))!
    const rows = Object.values(found.regimes)
    expect(found.unclassified_days).toBe(90)
    expect(rows.reduce((sum, row) => sum + row.days, 0)).toBe(510)
    expect(rows.reduce((sum, row) => sum + row.share_of_profit!, 0)).toBeCloseTo(1, 12)
    const { bull, bear } = found.regimes
    expect(Math.log1p(bull.total_return!) / bull.days).toBeCloseTo(0.004, 3)
    expect(bull.sharpe_ratio! / ((0.004 / 0.001) * Math.sqrt(365))).toBeCloseTo(1, 0)
    expect(bear.sharpe_ratio).toBeLessThan(bull.sharpe_ratio!)
  })

  it('finds the day by its date', () => {
    const [, ...later] = dailyOf(0.004, -0.001).returns
    const shifted = regimeMetrics(turning, '1h', { firstDay: '2023-01-02', returns: Float64Array.from(later) })!
    expect(shifted.unclassified_days).toBe(89)
    expect(Math.log1p(shifted.regimes.bull.total_return!) / shifted.regimes.bull.days).toBeCloseTo(0.004, 3)
  })

  it('has no shares where nothing was earned, no figures of regimes that were not met, and does not exist for no returns', () => {
    const lost = regimeMetrics(turning, '1h', dailyOf(-0.004, -0.002))!
    expect(lost.regimes.bull.share_of_profit).toBeNull()
    expect(livesOnOneRegime(lost)).toBeUndefined()
    const short = { firstDay: '2023-01-01', returns: new Float64Array(100).fill(0.001) }
    expect(regimeMetrics(turning, '1h', short)!.regimes.bear).toEqual({
      days: 0,
      sharpe_ratio: null,
      total_return: null,
      share_of_profit: 0,
    })
    expect(regimeMetrics(turning, '1h', { firstDay: null, returns: new Float64Array() })).toBeUndefined()
    const ruined = regimeMetrics(turning, '1h', { firstDay: '2023-01-01', returns: new Float64Array(600).fill(-1) })!
    expect(ruined.regimes.bull.total_return).toBe(-1)
  })

  it('flags what earns in one regime only, and not what earns in all', () => {
    expect(livesOnOneRegime(regimeMetrics(turning, '1h', dailyOf(0.01, 0))!)).toMatchObject({ lives_on_one_regime: true, regime: 'bull' })
    expect(livesOnOneRegime(regimeMetrics(turning, '1h', dailyOf(0.003, 0.003))!)).toMatchObject({ lives_on_one_regime: false })
    // A gain in one regime that the others lose again is more than the whole profit.
    expect(livesOnOneRegime(regimeMetrics(turning, '1h', dailyOf(0.02, -0.001))!)!.share_of_profit).toBeGreaterThan(1)
  })

  it('cannot say of a market that never changed', () => {
    const rising = market(300, () => 0.01, calm)
    const daily = { firstDay: '2023-01-01', returns: new Float64Array(300).fill(0.001) }
    expect(regimeMetrics(rising, '1h', daily)!.regimes.bull.days).toBeGreaterThan(180)
    expect(livesOnOneRegime(regimeMetrics(rising, '1h', daily)!)).toBeUndefined()
  })
})
