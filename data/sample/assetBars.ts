import type { Bars } from '../../domain/bars.ts'
import { normal, type Random } from '../../math/random.ts'
import type { Asset } from './assets.ts'
import { fatTailedShock, HOUR_FACTOR, nextVariance } from './clustering.ts'
import { DAY_MS, jump, type MarketFactor } from './marketFactor.ts'

const HOUR_MS = 3_600_000
/** A guard that no seed tried comes near. */
const LOWEST_RETURN = -0.95
const LARGEST_OWN_SIGMA = 0.08
const OWN_JUMP = { jumpMean: 0, jumpDeviation: 0.05 }
const TYPICAL_MARKET_DAILY = 0.022

/** Bars of one asset that follows the market by its beta and adds shocks of its own. `start` in ms UTC. */
export function assetBars(random: Random, asset: Asset, market: MarketFactor, start: number, barMs: number): Bars {
  const bars = emptyBars(market.returns.length)
  const days = barMs / DAY_MS
  const ownScale = asset.ownDailyVolatility * Math.sqrt(days)
  const typical = Math.hypot(asset.beta * TYPICAL_MARKET_DAILY, asset.ownDailyVolatility) * Math.sqrt(days)
  const ownJump = { ...OWN_JUMP, jumpsPerDay: asset.jumpsPerDay }
  const hasHours = barMs < DAY_MS
  let price = asset.startPrice
  let variance = 1
  for (let i = 0; i < market.returns.length; i++) {
    const time = start + i * barMs
    const hour = hasHours ? (HOUR_FACTOR[Math.floor(time / HOUR_MS) % 24] as number) : 1
    const shock = fatTailedShock(random)
    const ownSigma = Math.min(LARGEST_OWN_SIGMA, ownScale * hour * Math.sqrt(variance))
    const change = asset.beta * (market.returns[i] as number) + ownSigma * shock + jump(random, days, ownJump)
    const sigma = Math.hypot(asset.beta * (market.volatility[i] as number), ownSigma)
    variance = nextVariance(variance, shock)

    const open = price
    price = open * (1 + Math.max(LOWEST_RETURN, change))
    const move = Math.log(price / open)
    bars.time[i] = time
    bars.open[i] = open
    bars.close[i] = price
    bars.high[i] = Math.max(open, price, open * Math.exp((move + bridgeRange(random, move, sigma)) / 2))
    bars.low[i] = Math.min(open, price, open * Math.exp((move - bridgeRange(random, move, sigma)) / 2))
    const activity = (sigma / typical) * (0.4 + 0.6 * Math.min(6, Math.abs(change) / typical)) * Math.exp(0.35 * normal(random))
    bars.volume[i] = (asset.dailyTurnover * days * activity) / open
  }
  return bars
}

/**
 * √(d² − 2σ² ln U): half of (d ± it) is the exact law of the highest (lowest) point of a Brownian path from 0 to d
 * (Glasserman 2004, Monte Carlo Methods in Financial Engineering, §6.4).
 */
export function bridgeRange(random: Random, move: number, sigma: number): number {
  return Math.sqrt(move * move - 2 * sigma * sigma * Math.log(1 - random()))
}

function emptyBars(count: number): Bars {
  return {
    time: new Float64Array(count),
    open: new Float64Array(count),
    high: new Float64Array(count),
    low: new Float64Array(count),
    close: new Float64Array(count),
    volume: new Float64Array(count),
  }
}
