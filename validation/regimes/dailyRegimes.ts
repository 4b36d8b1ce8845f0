import { standardDeviation } from '../../math/moments.ts'
import { median } from '../../math/quantile.ts'
import { REGIME_RULE, type Regime, type RegimeRule } from './regime.ts'

/** Volatility of the daily log returns of the `days` closes up to and including each; NaN before there are that many. */
function trailingVolatility(closes: Float64Array, days: number): Float64Array {
  const logReturns = closes.map((close, i) => (i === 0 ? NaN : Math.log(close / (closes[i - 1] as number))))
  return closes.map((_, i) => (i < days ? NaN : (standardDeviation(logReturns.subarray(i - days + 1, i + 1)) ?? NaN)))
}

/** Regime after the close at `last`; undefined where the windows reach back too far. */
function regimeAfter(closes: Float64Array, volatility: Float64Array, last: number, rule: RegimeRule): Regime | undefined {
  const now = volatility[last]
  if (now === undefined || !Number.isFinite(now)) return undefined
  const known = volatility.subarray(Math.max(rule.trendDays, last - rule.normalDays + 1), last + 1).filter(Number.isFinite)
  if (known.length < rule.fewestNormalDays) return undefined
  if (now > rule.highVolatility * (median(known) as number)) return 'high_volatility'
  const growth = Math.log((closes[last] as number) / (closes[last - rule.trendDays] as number))
  const unusual = rule.trend * now * Math.sqrt(rule.trendDays)
  if (growth > unusual) return 'bull'
  return growth < -unusual ? 'bear' : 'sideways'
}

/**
 * Regime of every day, entry i for the day after closes[i − 1]: only closes of days before it are looked at, so that the day's own return
 * is conditioned on nothing that was unknown when it began. `high_volatility` where the trailing volatility is far above its median of the
 * trailing year, or else `bull` or `bear` where the trailing growth is more than chance moves a random walk of that volatility, or else
 * `sideways`. One entry more than there are closes: the last is that of the day to come. Undefined in the warm-up (90 days by default)
 * and where a close is missing.
 */
export function dailyRegimes(closes: Float64Array, rule: RegimeRule = REGIME_RULE): (Regime | undefined)[] {
  const volatility = trailingVolatility(closes, rule.trendDays)
  return Array.from({ length: closes.length + 1 }, (_, day) => regimeAfter(closes, volatility, day - 1, rule))
}
