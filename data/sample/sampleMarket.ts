import type { Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import { seededRandom } from '../../math/random.ts'
import { assetBars } from './assetBars.ts'
import { assetOf, SAMPLE_SYMBOLS } from './assets.ts'
import { DAY_MS, marketFactor } from './marketFactor.ts'

export const SAMPLE_START = Date.UTC(2022, 0, 1)
const LONGEST_DAYS = 200 * 365

export interface SampleOptions {
  readonly seed: number | string
  /** SAMPLE_SYMBOLS when not given. */
  readonly symbols?: readonly string[]
  readonly timeframe: Timeframe
  /** Bars per symbol. */
  readonly bars: number
  /** Open of the first bar, ms UTC; SAMPLE_START when not given. */
  readonly start?: number
}

export interface SampleSeries {
  readonly symbol: string
  readonly bars: Bars
}

/**
 * A synthetic market: hidden regimes, volatility clustering, fat tails, jumps, and assets correlated through one market factor.
 *
 * It has **no edge**: given all the past, the expected simple return of every bar is 0. Whatever looks profitable on it before costs
 * is luck. The same seed gives the same market; more bars extend it, and a symbol's bars do not depend on the other symbols asked for.
 *
 * @throws UsageError for a bar count that is not whole and positive, a span over 200 years, no symbol or a symbol given twice.
 */
export function sampleMarket(options: SampleOptions): SampleSeries[] {
  const { seed, timeframe, bars, symbols = SAMPLE_SYMBOLS, start = SAMPLE_START } = options
  const barMs = timeframeMs(timeframe)
  if (!Number.isSafeInteger(bars) || bars < 1)
    throw new UsageError(`A sample needs a whole, positive number of bars, not ${bars}.`, { bars })
  if ((bars * barMs) / DAY_MS > LONGEST_DAYS) {
    throw new UsageError(`${bars} bars of ${timeframe} span more than 200 years: ask for fewer bars or a shorter timeframe.`, { bars })
  }
  if (symbols.length === 0 || new Set(symbols).size < symbols.length) {
    throw new UsageError('A sample needs at least one symbol, and each only once.', { symbols })
  }
  if (!Number.isSafeInteger(start) || start < 0) throw new UsageError('A sample starts at a time since 1970, in whole ms UTC.', { start })
  const market = marketFactor(seededRandom(`${seed} market`), bars, start, barMs)
  return symbols.map((symbol) => ({
    symbol,
    bars: assetBars(seededRandom(`${seed} ${symbol}`), assetOf(symbol), market, start, barMs),
  }))
}
