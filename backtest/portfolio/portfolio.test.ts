import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { ACTION, DEFAULT_ENGINE, type EngineSettings } from '../../domain/order.ts'
import { seededRandom } from '../../math/random.ts'
import { summarize } from '../../metrics/summary.ts'
import { simulate } from '../kernel.ts'
import { barsOf, walkingBars } from '../proof/madeUpBars.ts'
import { commonClock } from './commonClock.ts'
import { portfolioHistory } from './portfolioHistory.ts'
import { portfolioEngine, simulatePortfolio, type PortfolioLeg } from './simulatePortfolio.ts'

const DATA = new URL('../../../shared/market-data/', import.meta.url)
const FREE: EngineSettings = { costs: { feeBps: 0, slippageBps: 0 }, initialCash: 1000, sizeFraction: 0.5 }
const leg = (symbol: string, bars: Bars, orders: Record<number, number>): PortfolioLeg => ({
  symbol,
  bars,
  exits: {},
  tradeFrom: 0,
  decide: (index) => orders[index] ?? ACTION.hold,
})
const level = (price: number) => [price, price, price, price] as const

describe('commonClock', () => {
  it('has every stamp once, ascending', () => {
    expect([...commonClock([Float64Array.of(1, 3, 5), Float64Array.of(2, 3), Float64Array.of(9)])]).toEqual([1, 2, 3, 5, 9])
  })
})

describe('several symbols in one account', () => {
  it('shares one balance: each takes its fraction of the whole, the last what is left', () => {
    const bars = barsOf([level(100), level(100), level(100)])
    const legs = ['a', 'b', 'c'].map((symbol) => leg(symbol, bars, { 0: ACTION.enterLong }))
    const { legs: got, ordersDropped } = simulatePortfolio(legs, FREE)
    expect(got.map(({ trades }) => [...trades.quantity.subarray(0, trades.count)])).toEqual([[5], [5], []])
    expect(ordersDropped).toBe(1)
  })

  it('exits come before entries of the same open', () => {
    const bars = barsOf([level(100), level(100), level(200), level(200), level(200)])
    const engine = { ...FREE, sizeFraction: 1 }
    const first = leg('z', bars, { 1: ACTION.enterLong })
    const { legs } = simulatePortfolio([first, leg('y', bars, { 0: ACTION.enterLong, 1: ACTION.exit })], engine)
    expect(legs[1]!.trades.profit[0]).toBeCloseTo(1000, 9)
    expect(legs[0]!.trades.quantity[0]).toBeCloseTo(10, 9)
  })

  it('of one symbol it is the account of that symbol', () => {
    const bars = walkingBars(seededRandom(4), 500, 0.02)
    const decide = (index: number): number => (index * 7) % 4
    const alone = simulate(bars, { ...DEFAULT_ENGINE, longestHaltMs: 1e12 }, { stopLoss: 0.02 }, 0, decide)
    const got = simulatePortfolio([{ symbol: 'a', bars, exits: { stopLoss: 0.02 }, tradeFrom: 0, decide }], DEFAULT_ENGINE)
    expect(got.equity).toEqual(alone.equity)
    expect(got.legs[0]!.trades).toEqual(alone.trades)
  })

  it('what is delisted is closed at its last price and stays a loss', () => {
    const long = barsOf(Array.from({ length: 6 }, () => level(100)))
    const short = barsOf([level(100), level(100), [100, 100, 10, 20]])
    const { equity, legs } = simulatePortfolio(
      [leg('dead', short, { 0: ACTION.enterLong }), leg('alive', long, { 0: ACTION.enterLong })],
      FREE,
    )
    expect([...equity]).toEqual([1000, 1000, 600, 600, 600, 600])
    expect(legs[0]!.trades).toMatchObject({ count: 1 })
    expect(legs[0]!.trades.exitPrice[0]).toBe(20)
  })

  it('what comes back after a week of silence is another coin', () => {
    const bars = barsOf([level(100), level(100), level(1), level(500), level(500)])
    for (let i = 3; i < 5; i++) bars.time[i]! += 8 * 86_400_000
    const { equity } = simulatePortfolio([leg('luna', bars, { 0: ACTION.enterLong })], { ...FREE, sizeFraction: 1 })
    expect([...equity]).toEqual([1000, 1000, 10, 10, 10])
  })

  it('gives figures like any account', () => {
    const legs = [1, 2, 3].map((seed) => ({
      symbol: String(seed),
      bars: walkingBars(seededRandom(seed), 400, 0.01),
      exits: { stopLoss: 0.02 },
      tradeFrom: 0,
      decide: (index: number): number => (index * seed) % 4,
    }))
    const simulation = simulatePortfolio(legs, { ...DEFAULT_ENGINE, sizeFraction: 0.3 })
    const times = legs.map(({ bars }) => bars.time)
    const metrics = summarize(portfolioHistory(simulation, times, '1h', portfolioEngine(DEFAULT_ENGINE)))
    expect(metrics.num_trades).toBe(simulation.legs.reduce((sum, { trades }) => sum + trades.count, 0))
    expect(metrics.total_return).toBe(simulation.equity.at(-1)! / DEFAULT_ENGINE.initialCash - 1)
    expect(metrics.exposure).toBeGreaterThan(0.9)
    expect(metrics.accounting_residual).toBeLessThan(1e-12)
  })

  it('needs a symbol', () => {
    expect(() => simulatePortfolio([], DEFAULT_ENGINE)).toThrow(UsageError)
  })
})

/** Columns of a gzip CSV whose first six are time and OHLCV. */
function load(path: string): Bars {
  const lines = gunzipSync(readFileSync(new URL(path, DATA)))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
  const rows = lines.map((line) => line.split(','))
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => Number(row[k]))
  const utc = (text: string): number => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`)
  const time = Float64Array.from(
    rows,
    (row) => utc(row[0]!) + (/\.(\d{3})/.exec(row[0]!) === null ? 0 : Number(/\.(\d{3})/.exec(row[0]!)![1])),
  )
  return { time, open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) }
}

// Real series lie beside the repository; where they are not there, nothing can be said about them.
describe.skipIf(!existsSync(DATA))('on real series', () => {
  it('LUNA, FTT and BTC bought in April 2021: two of three are gone, and the third cannot hide it', () => {
    const legs = ['LUNAUSDT', 'FTTUSDT', 'BTCUSDT'].map((symbol) =>
      leg(symbol, load(`binance-spot/${symbol}-1h-2021-2023.csv.gz`), { 0: ACTION.enterLong }),
    )
    const { legs: got, equity, maxResidual } = simulatePortfolio(legs, { ...DEFAULT_ENGINE, sizeFraction: 1 / 3 })
    const endOf = (k: number): string => new Date(legs[k]!.bars.time[got[k]!.trades.exitIndex[0]!]!).toISOString()
    expect([endOf(0), endOf(1)]).toEqual(['2022-05-13T00:00:00.000Z', '2022-11-15T04:00:00.000Z'])
    expect(got[0]!.trades.exitPrice[0]).toBeLessThan(0.0001)
    expect(got[0]!.trades.profit[0]! / got[0]!.trades.equityAtEntry[0]!).toBeCloseTo(-1 / 3, 3)
    expect(equity.at(-1)).toBeGreaterThan(0)
    expect(equity.at(-1)! / 10_000).toBeLessThan(1 / 3)
    expect(maxResidual).toBeLessThan(1e-12)
  })

  it('a BTC perpetual held for 2023 pays what the funding file says', () => {
    const bars = load('binance-perp/BTCUSDT-perp-1h.csv.gz')
    const rates = load('binance-perp/BTCUSDT-funding-8h.csv.gz')
    const funding = { time: rates.time, rate: rates.open }
    const engine = { ...FREE, initialCash: 10_000, sizeFraction: 1, longestHaltMs: 1e15 }
    const result = simulate(bars, engine, {}, 0, (index) => (index === 0 ? ACTION.enterLong : ACTION.hold), { funding })
    const quantity = result.trades.quantity[0]!
    let expected = 0
    rates.time.forEach((stamp, i) => {
      const hour = bars.time.indexOf(Math.floor(stamp / 3_600_000) * 3_600_000)
      if (hour > 1) expected += quantity * bars.open[hour]! * rates.open[i]!
    })
    expect(rates.time.filter((stamp) => stamp % 1000 !== 0).length).toBeGreaterThan(400)
    expect(result.fundingPaid).toBeCloseTo(expected, 6)
    expect(result.fundingPaid).toBeGreaterThan(100)
  })
})
