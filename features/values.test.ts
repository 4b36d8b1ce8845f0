import { describe, expect, it } from 'vitest'
import type { Bars } from '../domain/bars.ts'
import { computeIndicator } from '../indicators/compute.ts'
import { generatedBars } from '../indicators/contract/generatedBars.ts'
import { normalCdf } from '../math/normalDistribution.ts'
import { normal, seededRandom } from '../math/random.ts'
import { expandPlan } from './catalogue.ts'
import { computeFeatures } from './compute.ts'

const bars = generatedBars(400, 17)

function feature(name: string, of: Bars = bars): Float64Array {
  const indicator = (indicatorName: string, params: Record<string, number>): Record<string, Float64Array> =>
    computeIndicator(of, indicatorName, params)
  return computeFeatures(expandPlan({ include: [name] }), { bars: of, timeframe: '1h', indicator }).columns[0]!
}

/** Bars of one price each, an hour apart. */
function closes(...values: number[]): Bars {
  const column = Float64Array.from(values)
  const time = column.map((_, i) => i * 3_600_000)
  return { time, open: column, high: column, low: column, close: column, volume: column.map(() => 1) }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: number[]): number => sum(values) / values.length
const spread = (values: number[]): number => Math.sqrt(sum(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1))
const covariance = (a: number[], b: number[]): number => mean(a.map((value, k) => (value - mean(a)) * (b[k]! - mean(b))))

// The window of 24 bars that ends at bar 300, computed from the definitions.
const at = 300
const window = (count: number, end = at): number[] => Array.from({ length: count }, (_, k) => end - count + 1 + k)
const r = (i: number): number => Math.log(bars.close[i]! / bars.close[i - 1]!)
const returns = (count: number, end = at): number[] => window(count, end).map(r)
const volumes = (count: number, end = at): number[] => window(count, end).map((i) => bars.volume[i]!)
const signed = (i: number): number => Math.sign(r(i)) * bars.volume[i]!

const closesOf = (count: number, end = at): number[] => window(count, end).map((i) => bars.close[i]!)
const highest = (count: number): number => Math.max(...window(count).map((i) => bars.high[i]!))
const lowest = (count: number): number => Math.min(...window(count).map((i) => bars.low[i]!))
const typical = (i: number): number => (bars.high[i]! + bars.low[i]! + bars.close[i]!) / 3
const logRange = (i: number): number => Math.log(bars.high[i]! / bars.low[i]!)
const logClose = (i: number): number => Math.log(bars.close[i]!)
const middle = (i: number): number => (Math.log(bars.high[i]!) + Math.log(bars.low[i]!)) / 2
const trueRange = (i: number): number => Math.max(bars.high[i]!, bars.close[i - 1]!) - Math.min(bars.low[i]!, bars.close[i - 1]!)
const correlation = (a: number[], b: number[]): number => covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b))
const bulk = (i: number): number => bars.volume[i]! * (2 * normalCdf(r(i) / spread(returns(72, i))) - 1)
const indicator = (name: string, params: Record<string, number>, output: string): number =>
  computeIndicator(bars, name, params)[output]![at]!

/** The whole history weighted, oldest first, from the mean of the first squares. */
function exponential(halfLife: number): number {
  const squares = returns(at).map((value) => value ** 2)
  const kept = 2 ** (-1 / halfLife)
  return squares.slice(halfLife).reduce((variance, square) => kept * variance + (1 - kept) * square, mean(squares.slice(0, halfLife)))
}

/** Their equations 14 and 18, on the bars i − 1 and i. */
function corwinSchultz(i: number): number {
  const beta = logRange(i - 1) ** 2 + logRange(i) ** 2
  const gamma = Math.log(Math.max(bars.high[i - 1]!, bars.high[i]!) / Math.min(bars.low[i - 1]!, bars.low[i]!)) ** 2
  const alpha = (Math.sqrt(2 * beta) - Math.sqrt(beta)) / (3 - 2 * Math.SQRT2) - Math.sqrt(gamma / (3 - 2 * Math.SQRT2))
  return Math.max(0, (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha)))
}

describe('against the definition, at one bar', () => {
  const amihud = (count: number): number => mean(window(count).map((i) => Math.abs(r(i)) / (bars.close[i]! * bars.volume[i]!)))
  const volatilities = (short: number, long: number): number[] => window(long).map((i) => spread(returns(short, i)))
  const ulcer = (count: number): number =>
    Math.sqrt(mean(window(count).map((i) => (1 - bars.close[i]! / Math.max(...window(count, i).map((j) => bars.close[j]!))) ** 2)))

  it.each<[string, () => number]>([
    ['log_return_24', () => sum(returns(24))],
    ['return_acceleration_6', () => sum(returns(6)) - sum(returns(6, at - 6))],
    ['return_zscore_24', () => (r(at) - mean(returns(24))) / spread(returns(24))],
    ['return_to_risk_24', () => sum(returns(24)) / (spread(returns(24)) * Math.sqrt(24))],
    ['realized_volatility_24', () => spread(returns(24))],
    ['volatility_ratio_6_24', () => spread(returns(6)) / spread(returns(24))],
    ['volatility_of_volatility_6_24', () => spread(volatilities(6, 24)) / mean(volatilities(6, 24))],
    ['downside_volatility_24', () => Math.sqrt(mean(returns(24).map((value) => Math.min(value, 0) ** 2)))],
    ['downside_share_24', () => sum(returns(24).map((value) => Math.min(value, 0) ** 2)) / sum(returns(24).map((value) => value ** 2))],
    ['largest_move_24', () => Math.max(...returns(24).map(Math.abs)) / spread(returns(24))],
    [
      'jump_share_24',
      () => 1 - ((Math.PI / 2) * sum(window(24).map((i) => Math.abs(r(i) * r(i - 1))))) / sum(returns(24).map((value) => value ** 2)),
    ],
    [
      'return_skewness_72',
      () => mean(returns(72).map((value) => (value - mean(returns(72))) ** 3)) / covariance(returns(72), returns(72)) ** 1.5,
    ],
    [
      'return_kurtosis_72',
      () => mean(returns(72).map((value) => (value - mean(returns(72))) ** 4)) / covariance(returns(72), returns(72)) ** 2,
    ],
    ['volume_ratio_24', () => bars.volume[at]! / mean(volumes(24))],
    ['volume_change_6', () => (sum(volumes(6)) - sum(volumes(6, at - 6))) / sum(volumes(12))],
    ['obv_flow_24', () => sum(window(24).map(signed)) / sum(volumes(24))],
    ['volume_price_correlation_24', () => covariance(returns(24), volumes(24)) / ((spread(returns(24)) * spread(volumes(24)) * 23) / 24)],
    ['amihud_ratio_6_72', () => amihud(6) / amihud(72)],
    [
      'kyle_lambda_24',
      () =>
        (covariance(window(24).map(signed), returns(24)) / covariance(window(24).map(signed), window(24).map(signed))) * mean(volumes(24)),
    ],
    ['roll_spread_24', () => 2 * Math.sqrt(Math.max(0, -covariance(returns(24, at - 1), returns(24))))],
    [
      'close_location_6',
      () => mean(window(6).map((i) => (2 * bars.close[i]! - bars.high[i]! - bars.low[i]!) / (bars.high[i]! - bars.low[i]!))),
    ],
    ['bar_imbalance_6', () => mean(window(6).map((i) => (bars.close[i]! - bars.open[i]!) / (bars.high[i]! - bars.low[i]!)))],
    ['efficiency_ratio_24', () => Math.abs(sum(returns(24))) / sum(returns(24).map(Math.abs))],
    [
      'autocorrelation_1_24',
      () => covariance(returns(24, at - 1), returns(24)) / ((spread(returns(24, at - 1)) * spread(returns(24)) * 23) / 24),
    ],
    ['variance_ratio_4_168', () => spread(window(168).map((i) => sum(returns(4, i)))) ** 2 / (4 * spread(returns(168)) ** 2)],
    ['ulcer_24', () => ulcer(24)],
    ['drawdown_168', () => Math.log(bars.close[at]! / Math.max(...window(168).map((i) => bars.close[i]!)))],
    ['volatility_state_24_168', () => mean(window(167, at - 1).map((i) => Number(spread(returns(24, i)) < spread(returns(24)))))],
    ['range_position_24', () => (bars.close[at]! - lowest(24)) / (highest(24) - lowest(24))],
    ['distance_from_high_24', () => Math.log(bars.close[at]! / highest(24))],
    ['distance_from_low_24', () => Math.log(bars.close[at]! / lowest(24))],
    ['distance_from_mean_24', () => Math.log(bars.close[at]! / mean(closesOf(24)))],
    ['opening_gap', () => Math.log(bars.open[at]! / bars.close[at - 1]!)],
    ['volume_trend_6_24', () => mean(volumes(6)) / mean(volumes(24))],
    ['volume_zscore_24', () => (bars.volume[at]! - mean(volumes(24))) / spread(volumes(24))],
    ['volume_rank_72', () => mean(volumes(71, at - 1).map((volume) => (1 + Math.sign(bars.volume[at]! - volume)) / 2))],
    ['volume_variation_24', () => spread(volumes(24)) / mean(volumes(24))],
    ['volume_concentration_24', () => Math.max(...volumes(24)) / sum(volumes(24))],
    ['volume_move_correlation_24', () => correlation(returns(24).map(Math.abs), volumes(24))],
    ['volume_persistence_24', () => correlation(volumes(24, at - 1), volumes(24))],
    ['vwap_distance_24', () => Math.log((bars.close[at]! * sum(volumes(24))) / sum(window(24).map((i) => typical(i) * bars.volume[i]!)))],
    ['range_ratio_24', () => logRange(at) / mean(window(24).map(logRange))],
    ['range_to_close_volatility_24', () => Math.sqrt(mean(window(24).map((i) => logRange(i) ** 2)) / (4 * Math.LN2)) / spread(returns(24))],
    ['ewma_volatility_36', () => Math.sqrt(exponential(36))],
    [
      'volume_reversal_72',
      () => {
        const before = window(72, at - 1).map(signed)
        return (covariance(before, returns(72)) / covariance(before, before)) * mean(volumes(72))
      },
    ],
    ['range_per_volume_24', () => logRange(at) / bars.volume[at]! / (sum(window(24).map(logRange)) / sum(volumes(24)))],
    ['trend_state_6_24', () => Math.log(mean(closesOf(6)) / mean(closesOf(24))) / (spread(returns(24)) * Math.sqrt(24))],
    ['trend_correlation_24', () => correlation(window(24), closesOf(24).map(Math.log))],
    ['trend_slope_24', () => covariance(window(24), closesOf(24).map(Math.log)) / covariance(window(24), window(24))],
    ['choppiness_24', () => Math.log(sum(window(24).map(trueRange)) / (highest(24) - lowest(24))) / Math.log(24)],
    ['volatility_clustering_72', () => correlation(returns(72, at - 1).map(Math.abs), returns(72).map(Math.abs))],
    [
      'mean_reversion_speed_72',
      () => {
        const before = closesOf(72, at - 1).map(Math.log)
        return -covariance(before, returns(72)) / covariance(before, before)
      },
    ],
    ['run_up_168', () => Math.log(bars.close[at]! / Math.min(...closesOf(168)))],
    [
      'hurst_168',
      () => {
        const lags = [1, 2, 4, 8, 16]
        const logs = lags.map(Math.log)
        const deviations = lags.map((lag) => Math.log(spread(window(168).map((i) => sum(returns(lag, i))))))
        return covariance(logs, deviations) / covariance(logs, logs)
      },
    ],
    ['corwin_schultz_spread_24', () => mean(window(24).map(corwinSchultz))],
    [
      'abdi_ranaldo_spread_24',
      () => 2 * Math.sqrt(Math.max(0, mean(window(24).map((i) => (logClose(i - 1) - middle(i - 1)) * (logClose(i - 1) - middle(i)))))),
    ],
    ['vpin_24', () => sum(window(24).map((i) => Math.abs(bulk(i)))) / sum(volumes(24))],
    ['order_flow_imbalance_24', () => sum(window(24).map(bulk)) / sum(volumes(24))],
    ['macd_share_12_26', () => indicator('macd', { fast: 12, slow: 26, signal: 9 }, 'macd') / bars.close[at]!],
    ['macd_histogram_share_24_52', () => indicator('macd', { fast: 24, slow: 52, signal: 18 }, 'histogram') / bars.close[at]!],
    ['ema_distance_26', () => Math.log(bars.close[at]! / indicator('ema', { period: 26 }, 'value'))],
    ['ema_cross_12_50', () => Math.log(indicator('ema', { period: 12 }, 'value') / indicator('ema', { period: 50 }, 'value'))],
    ['di_spread_14', () => indicator('adx', { period: 14 }, 'plus_di') - indicator('adx', { period: 14 }, 'minus_di')],
    ['supertrend_distance_10', () => Math.log(bars.close[at]! / indicator('supertrend', { period: 10 }, 'value'))],
    [
      'keltner_position_20',
      () => {
        const of = (output: string): number => indicator('keltner', { period: 20, atr_period: 20 }, output)
        return (bars.close[at]! - of('middle')) / (of('upper') - of('middle'))
      },
    ],
    ['chaikin_oscillator_3_10', () => indicator('adosc', { fast: 3, slow: 10 }, 'value') / mean(volumes(10))],
    ['yang_zhang_168', () => indicator('yang_zhang', { period: 168 }, 'value')],
    ['rsi_14', () => indicator('rsi', { period: 14 }, 'value')],
  ])('%s', (name, expected) => {
    const value = expected()
    expect(Math.abs(feature(name)[at]! - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)))
  })
})

describe('by hand', () => {
  it('price', () => {
    const steps = closes(10, 11, 11, 12, 13, 12, 11, 12)
    expect(Array.from(feature('streak', steps))).toEqual([NaN, 1, 0, 1, 2, -1, -2, 1])
    expect(Array.from(feature('up_ratio_2', steps))).toEqual([NaN, NaN, 0.75, 0.75, 1, 0.5, 0, 0.5])
    expect(feature('price_rank_5', steps)[7]).toBe(0.5)
    expect(feature('time_since_high_4', steps)[7]).toBe(0.75)
    expect(feature('time_since_low_4', steps)[7]).toBe(0.25)
  })

  it('candles: a bar from 10 to 13 between 8 and 16', () => {
    const one: Bars = { ...closes(13), open: Float64Array.of(10), high: Float64Array.of(16), low: Float64Array.of(8) }
    expect(feature('upper_shadow', one)[0]).toBe(3 / 8)
    expect(feature('lower_shadow', one)[0]).toBe(2 / 8)
    expect(feature('bar_imbalance_1', one)[0]).toBe(3 / 8)
    expect(feature('close_location_1', one)[0]).toBe(2 / 8)
    expect(feature('bar_body', one)[0]).toBe(Math.log(1.3))
  })

  it('entropy: one pattern is 0, two in equal parts are ln 2 / ln 6', () => {
    const rising = closes(...Array.from({ length: 30 }, (_, i) => 100 + i))
    expect(feature('permutation_entropy_12', rising).at(-1)).toBe(0)
    const zigzag = closes(...Array.from({ length: 30 }, (_, i) => 100 + i * 0.01 + (i % 2)))
    expect(feature('permutation_entropy_12', zigzag).at(-1)).toBeCloseTo(Math.log(2) / Math.log(6), 12)
  })

  it('a straight rise', () => {
    const straight = closes(...Array.from({ length: 60 }, (_, i) => 100 * 1.01 ** i))
    expect(feature('trend_slope_24', straight).at(-1)).toBeCloseTo(Math.log(1.01), 12)
    expect(feature('trend_correlation_24', straight).at(-1)).toBeCloseTo(1, 12)
    expect(feature('efficiency_ratio_24', straight).at(-1)).toBeCloseTo(1, 12)
  })

  it('the clock: Monday 2024-01-01 06:00 UTC, and Saturday 2024-06-15 18:30', () => {
    const time = Float64Array.of(Date.UTC(2024, 0, 1, 6), Date.UTC(2024, 5, 15, 18, 30))
    const clock = { ...closes(1, 1), time }
    const value = (name: string): number[] => Array.from(feature(name, clock), (number) => Math.round(number * 1e6) / 1e6)
    expect(value('hour_of_day_sin')[0]).toBe(1)
    expect(value('hour_of_day_cos')[1]).toBeCloseTo(Math.cos((2 * Math.PI * 18.5) / 24), 6)
    expect(value('minute_of_hour_cos')).toEqual([1, -1])
    expect(value('day_of_week_sin')[0]).toBeCloseTo(Math.sin((2 * Math.PI * 0.25) / 7), 6)
    expect(value('day_of_year_cos')[0]).toBeCloseTo(Math.cos((2 * Math.PI * 0.25) / 366), 6)
    expect(value('day_of_month_sin')[1]).toBeCloseTo(Math.sin((2 * Math.PI * (14 + 18.5 / 24)) / 30), 6)
    expect(value('weekend')).toEqual([0, 1])
    expect(value('asian_session')).toEqual([1, 0])
    expect(value('american_session')).toEqual([0, 1])
  })
})

/** A random walk of closes; `bounce` is half a spread, paid at random at either side. */
function walk(length: number, seed: number, bounce: number, follow = 0): number[] {
  const random = seededRandom(seed)
  let log = 0
  let step = 0
  return Array.from({ length }, () => {
    step = follow * step + 0.002 * normal(random)
    log += step
    return 100 * Math.exp(log) * (1 + (random() < 0.5 ? bounce : -bounce))
  })
}

/** The mean of what is there. */
function average(column: Float64Array): number {
  return mean(Array.from(column).filter((value) => !Number.isNaN(value)))
}

describe('estimators find what was planted', () => {
  it('the spread of a bouncing price, and none where there is none', () => {
    const bounced = average(feature('roll_spread_168', closes(...walk(20_000, 1, 0.002))))
    expect(bounced).toBeGreaterThan(0.0036)
    expect(bounced).toBeLessThan(0.0044)
    expect(average(feature('roll_spread_168', closes(...walk(20_000, 2, 0))))).toBeLessThan(0.001)
  })

  it('the spread that widens the ranges of bars', () => {
    const half = 0.002
    const random = seededRandom(3)
    const bar = { open: [], high: [], low: [], close: [] } as Record<'open' | 'high' | 'low' | 'close', number[]>
    let log = 0
    for (let i = 0; i < 3000; i++) {
      const prices = Array.from({ length: 200 }, () => {
        log += 0.0003 * normal(random)
        return Math.exp(log) * (1 + (random() < 0.5 ? half : -half))
      })
      bar.open.push(prices[0]!)
      bar.high.push(Math.max(...prices))
      bar.low.push(Math.min(...prices))
      bar.close.push(prices.at(-1)!)
    }
    const made: Bars = {
      ...closes(...bar.close),
      open: Float64Array.from(bar.open),
      high: Float64Array.from(bar.high),
      low: Float64Array.from(bar.low),
    }
    for (const name of ['corwin_schultz_spread_72', 'abdi_ranaldo_spread_1000']) {
      const found = average(feature(name, made))
      expect(found, name).toBeGreaterThan(0.0028)
      expect(found, name).toBeLessThan(0.0052)
    }
  })

  it('no memory in a random walk, and memory where steps follow each other', () => {
    const random = closes(...walk(20_000, 4, 0))
    const trending = closes(...walk(20_000, 5, 0, 0.3))
    const bouncing = closes(...walk(20_000, 6, 0.002))
    expect(Math.abs(average(feature('variance_ratio_4_168', random)) - 1)).toBeLessThan(0.05)
    expect(average(feature('variance_ratio_4_168', trending))).toBeGreaterThan(1.4)
    expect(average(feature('variance_ratio_4_168', bouncing))).toBeLessThan(0.7)
    expect(Math.abs(average(feature('hurst_336', random)) - 0.5)).toBeLessThan(0.04)
    expect(average(feature('hurst_336', trending))).toBeGreaterThan(0.57)
    expect(average(feature('hurst_336', bouncing))).toBeLessThan(0.4)
    expect(average(feature('autocorrelation_1_168', trending))).toBeCloseTo(0.29, 1)
    // Two patterns of a walk have probability ¼ and four ⅛; a sample of n lacks (6 − 1) / 2n (Miller 1955).
    const entropy = (Math.log(4) / 2 + Math.log(8) / 2 - 5 / (2 * 168)) / Math.log(6)
    expect(average(feature('permutation_entropy_168', random))).toBeCloseTo(entropy, 2)
  })

  it('nothing in normal returns: no skew, kurtosis 3, no jumps, half of the variance down', () => {
    const source = closes(...walk(20_000, 7, 0))
    expect(Math.abs(average(feature('return_skewness_168', source)))).toBeLessThan(0.05)
    expect(Math.abs(average(feature('return_kurtosis_168', source)) - 3)).toBeLessThan(0.15)
    expect(Math.abs(average(feature('jump_share_72', source)))).toBeLessThan(0.03)
    expect(average(feature('downside_share_72', source))).toBeCloseTo(0.5, 1)
  })

  it('one-sided flow: all volume on rises is bought', () => {
    const random = seededRandom(8)
    const price = walk(500, 9, 0)
    const volume = price.map((value, i) => (i > 0 && value > price[i - 1]! ? 100 + random() : 0.01))
    const source = { ...closes(...price), volume: Float64Array.from(volume) }
    expect(average(feature('obv_flow_24', source))).toBeGreaterThan(0.99)
    expect(average(feature('order_flow_imbalance_24', source))).toBeGreaterThan(0.3)
    expect(average(feature('vpin_24', source))).toBeLessThanOrEqual(1)
  })
})
