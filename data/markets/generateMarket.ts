import type { Bars } from '../../domain/bars.ts'
import { normal, seededRandom } from '../../math/random.ts'
import { bridgeRange } from '../sample/assetBars.ts'
import type { Edge, Market } from './market.ts'
import { HOURLY_VOLATILITY, noiseProcess } from './process.ts'

const HOUR_MS = 3_600_000
export const MARKET_START = Date.UTC(2018, 0, 1)
const START_PRICE = 10_000
/** Traded value an hour in quote currency, in ordinary times. */
const HOURLY_TURNOVER = 50e6

export interface MarketRequest {
  readonly seed: number | string
  /** Hourly bars. */
  readonly bars: number
  readonly edge: Edge
  /** Expected return of a bar at signal 1; the edge's own where it is not given, 0 for a market without edge. */
  readonly strength?: number
}

function emptyColumns(count: number): Bars {
  const column = (): Float64Array => new Float64Array(count)
  return { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() }
}

/**
 * Hourly bars whose expected simple return, given all the past, is `strength × signal` of the bar before and nothing else.
 * The same seed gives the same shocks whatever the edge.
 */
export function generateMarket({ seed, bars: count, edge, strength = edge.strength }: MarketRequest): Market {
  const random = seededRandom(`market ${seed}`)
  const nextNoise = noiseProcess(random)
  const bars = emptyColumns(count)
  const signal = new Float64Array(count)
  const signalAt = edge.follow(bars)
  let price = START_PRICE
  let drift = 0
  for (let i = 0; i < count; i++) {
    const { shock, sigma, activity } = nextNoise(i)
    const open = price
    price = open * (1 + drift + shock)
    const move = Math.log(price / open)
    bars.time[i] = MARKET_START + i * HOUR_MS
    bars.open[i] = open
    bars.close[i] = price
    bars.high[i] = Math.max(open, price, open * Math.exp((move + bridgeRange(random, move, sigma)) / 2))
    bars.low[i] = Math.min(open, price, open * Math.exp((move - bridgeRange(random, move, sigma)) / 2))
    bars.volume[i] = turnover(shock, sigma, activity, normal(random)) / open
    drift = strength * (signal[i] = signalAt(i))
  }
  return { bars, signal }
}

/** More is traded when volatility is high, when the price moves, and when traders are active for reasons of their own. */
function turnover(shock: number, sigma: number, activity: number, chance: number): number {
  const stir = (sigma / HOURLY_VOLATILITY) * (0.4 + 0.6 * Math.min(6, Math.abs(shock) / HOURLY_VOLATILITY))
  return HOURLY_TURNOVER * stir * Math.exp(activity + 0.35 * chance)
}
