import { describe, expect, it } from 'vitest'
import { BAR_COLUMNS, sliceBars, type Bars } from '../../domain/bars.ts'
import { kurtosis, mean, standardDeviation } from '../../math/moments.ts'
import { generateMarket } from './generateMarket.ts'
import { EDGES, MARKET_KINDS, PLANTED_KINDS } from './kinds.ts'
import { makeBars } from './makeBars.ts'
import { HOURLY_VOLATILITY } from './process.ts'
import { shuffledBars } from './shuffledBars.ts'

const BARS = 60_000

function returnsOf({ close, open }: Bars): Float64Array {
  return close.map((price, i) => price / (i === 0 ? open[0]! : close[i - 1]!) - 1)
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [middleA, middleB] = [mean(a)!, mean(b)!]
  const products = a.map((value, i) => (value - middleA) * (b[i]! - middleB))
  return mean(products)! / (standardDeviation(a)! * standardDeviation(b)!)
}

/** Correlation of a series with itself `lag` bars before. */
const autocorrelation = (values: Float64Array, lag: number): number => correlation(values.subarray(lag), values.subarray(0, -lag))

function isProper({ time, open, high, low, close, volume }: Bars): boolean {
  return time.every((at, i) => {
    const levels = [open[i]!, high[i]!, low[i]!, close[i]!]
    return (
      levels.every((level) => level > 0 && Number.isFinite(level)) &&
      high[i]! >= Math.max(...levels) &&
      low[i]! <= Math.min(...levels) &&
      volume[i]! > 0 &&
      (i === 0 || at - time[i - 1]! === time[1]! - time[0]!)
    )
  })
}

const walk = makeBars('null_walk', 7, BARS)

describe.each(MARKET_KINDS)('%s', (kind) => {
  it('is made of proper bars, the same for the same seed, others for another', () => {
    const bars = makeBars(kind, 3, 4000, walk)
    expect(isProper(bars)).toBe(true)
    expect(makeBars(kind, 3, 4000, walk)).toEqual(bars)
    expect(makeBars(kind, 4, 4000, walk).close).not.toEqual(bars.close)
    expect(makeBars(kind, '3 fresh', 4000, walk).close).not.toEqual(bars.close)
  })

  it('goes on where a shorter one ends', () => {
    expect(sliceBars(makeBars(kind, 3, 3000, walk), 0, 1000)).toEqual(makeBars(kind, 3, 1000, walk))
  })
})

describe('a market without edge', () => {
  const returns = returnsOf(walk)
  const size = returns.map(Math.abs)
  const noise = 4 / Math.sqrt(BARS)

  it('moves as much as it should, with fat tails and without a drift', () => {
    expect(standardDeviation(returns)! / HOURLY_VOLATILITY).toBeGreaterThan(0.85)
    expect(standardDeviation(returns)! / HOURLY_VOLATILITY).toBeLessThan(1.15)
    expect(kurtosis(returns)!).toBeGreaterThan(5)
    expect(Math.abs(mean(returns)!)).toBeLessThan(noise * HOURLY_VOLATILITY)
  })

  it('clusters its volatility and remembers no direction', () => {
    expect(autocorrelation(size, 1)).toBeGreaterThan(0.1)
    expect(autocorrelation(size, 48)).toBeGreaterThan(0.03)
    for (const lag of [1, 2, 5, 24, 48]) expect(Math.abs(autocorrelation(returns, lag)), `lag ${lag}`).toBeLessThan(2 * noise)
  })

  it('trades more when it moves more', () => {
    expect(
      correlation(
        size,
        walk.volume.map((units, i) => Math.log(units * walk.close[i]!)),
      ),
    ).toBeGreaterThan(0.3)
  })
})

describe.each(PLANTED_KINDS)('%s', (kind) => {
  const edge = EDGES[kind]
  const market = generateMarket({ seed: 5, bars: BARS, edge })
  const returns = returnsOf(market.bars)

  it('drifts as its signal of the bar before says', () => {
    const { signal } = market
    const before = signal.subarray(0, -1)
    const next = returns.subarray(1)
    const slope = (correlation(before, next) * standardDeviation(next)!) / standardDeviation(before)!
    const error = standardDeviation(next)! / standardDeviation(before)! / Math.sqrt(BARS)
    expect(Math.abs(slope - edge.strength)).toBeLessThan(4 * error)
    expect(slope).toBeGreaterThan(4 * error)
  })

  it('computes its signal from the past alone', () => {
    const half = BARS / 2
    const other = makeBars('null_walk', 99, BARS)
    const spliced = (name: keyof Bars): Float64Array => market.bars[name].map((value, i) => (i < half ? value : other[name][i]!))
    const changed = Object.fromEntries(BAR_COLUMNS.map((name) => [name, spliced(name)])) as unknown as Bars
    const follow = edge.follow(changed)
    for (let i = 0; i < half; i++) expect(follow(i)).toBe(market.signal[i])
  })
})

describe('planted_trend', () => {
  it('is there for a linear model of past returns, and a little in returns of other lengths', () => {
    const { bars, signal } = generateMarket({ seed: 11, bars: 4 * BARS, edge: EDGES.planted_trend })
    const next = returnsOf(bars).subarray(240)
    const past = (length: number): Float64Array =>
      Float64Array.from({ length: next.length }, (_, i) => bars.close[i + 239]! / bars.close[i + 239 - length]! - 1)
    const told = correlation(signal.subarray(239, -1), next)
    expect(told).toBeGreaterThan(0.025)
    expect(correlation(past(72), next)).toBeGreaterThan(0.9 * told)
    expect(correlation(past(24), next)).toBeGreaterThan(0.3 * told)
    expect(correlation(past(24), next)).toBeLessThan(correlation(past(72), next))
  })
})

describe('shuffledBars', () => {
  const source = generateMarket({ seed: 8, bars: 30_000, edge: EDGES.planted_breakout }).bars
  const shuffled = shuffledBars(source, 1)

  it('keeps sizes, ranges and volumes', () => {
    const [before, after] = [returnsOf(source), returnsOf(shuffled)]
    expect(standardDeviation(after)! / standardDeviation(before)!).toBeCloseTo(1, 1)
    expect(new Set(shuffled.volume).size).toBeGreaterThan(0.4 * source.volume.length)
    const known = new Set(source.volume)
    expect(shuffled.volume.every((units) => known.has(units))).toBe(true)
    const range = ({ high, low, close }: Bars): Float64Array => high.map((top, i) => (i === 0 ? 0 : (top - low[i]!) / close[i - 1]!))
    expect(mean(range(shuffled))! / mean(range(source))!).toBeCloseTo(1, 1)
    expect(autocorrelation(after.map(Math.abs), 1)).toBeGreaterThan(0.6 * autocorrelation(before.map(Math.abs), 1))
  })

  it('has neither the drift nor the trend of its source', () => {
    const rising = {
      ...source,
      close: source.close.map((price, i) => price * 1.0005 ** i),
      open: source.open.map((price, i) => price * 1.0005 ** i),
    }
    const both = {
      ...rising,
      high: source.high.map((price, i) => price * 1.0005 ** i),
      low: source.low.map((price, i) => price * 1.0005 ** i),
    }
    const returns = returnsOf(shuffledBars(both, 2, 100_000))
    expect(Math.abs(mean(returns)!)).toBeLessThan((4 * standardDeviation(returns)!) / Math.sqrt(returns.length))
    const signalOf = (bars: Bars): Float64Array => {
      const follow = EDGES.planted_breakout.follow(bars)
      return bars.time.map((_, i) => follow(i))
    }
    const long = shuffledBars(source, 3, 100_000)
    const told = correlation(signalOf(long).subarray(0, -1), returnsOf(long).subarray(1))
    expect(Math.abs(told)).toBeLessThan(4 / Math.sqrt(100_000))
    expect(correlation(signalOf(source).subarray(0, -1), returnsOf(source).subarray(1))).toBeGreaterThan(4 / Math.sqrt(30_000))
  })

  it('refuses what has no returns', () => {
    expect(() => shuffledBars(sliceBars(source, 0, 1), 1)).toThrow(/1 bars/)
    expect(() => makeBars('null_shuffled', 1, 100)).toThrow(/--dataset/)
  })
})
