import type { Random } from '../../../math/random.ts'
import { clamp, jitter, rounded } from '../draw.ts'
import type { CatalogueEntry } from './catalogue.ts'

type Params = Readonly<Record<string, number>>

/**
 * Hourly bars want longer memories than the daily ones that these defaults were made for: at the defaults a crossing comes
 * twice a day and fees eat it (counted on BTC/USDT 2023: 650 to 900 trades a year).
 */
const STRETCH: Readonly<Record<string, number>> = {
  sma: 4,
  ema: 4,
  wma: 4,
  trima: 4,
  rma: 4,
  dema: 5,
  tema: 6,
  hma: 5,
  kama: 3,
  vwap: 3,
  adx: 2,
  aroon: 2.5,
  vortex: 2.5,
  macd: 2,
  supertrend: 2,
  stochastic: 2.5,
  stoch_rsi: 2.5,
  williams_r: 3,
  cci: 2,
  momentum: 5,
  roc: 3,
  trix: 1.5,
  zscore: 2.5,
  adosc: 6,
  cmf: 2,
  donchian: 2,
  volume_zscore: 2,
  realized_volatility: 2,
}

/** Whether a parameter counts bars. */
export function isWhole(entry: CatalogueEntry, name: string): boolean {
  const param = entry.params[name]
  // Where the tool does not say: counts of bars have whole bounds.
  return param?.integer ?? (param !== undefined && Number.isInteger(param.default) && Number.isInteger(param.min))
}

/** `base` with every period times `common` (fast stays faster than slow), and `other` of every other number. */
function scaled(entry: CatalogueEntry, base: Params, common: number, other: (value: number) => number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(entry.params).map(([name, { default: byDefault, min, max }]) => {
      const value = base[name] ?? byDefault
      const whole = isWhole(entry, name)
      return [name, clamp(whole ? Math.round(value * common) : other(value), Math.max(min, whole ? 2 : min), max)]
    }),
  )
}

function moved(random: Random, entry: CatalogueEntry, base: Params, spread: number, stretch: number): Record<string, number> {
  return scaled(entry, base, jitter(random, stretch, spread), (value) => rounded(jitter(random, value, spread / 2)))
}

/** Parameters for a new use of an indicator, around its defaults and inside its bounds. */
export function drawParams(random: Random, entry: CatalogueEntry): Record<string, number> {
  return moved(random, entry, {}, 0.35, STRETCH[entry.name] ?? 1)
}

/** Parameters as textbooks have them, stretched to hourly bars where they were made for daily ones. */
export function plainParams(entry: CatalogueEntry): Record<string, number> {
  return scaled(entry, {}, STRETCH[entry.name] ?? 1, (value) => value)
}

/** The same parameters, a little moved. */
export function tuneParams(random: Random, entry: CatalogueEntry, current: Params): Record<string, number> {
  return moved(random, entry, current, 0.25, 1)
}

export function defaultParams(entry: CatalogueEntry): Record<string, number> {
  return Object.fromEntries(Object.entries(entry.params).map(([name, param]) => [name, param.default]))
}
