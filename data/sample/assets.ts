import { seededRandom } from '../../math/random.ts'

/** How one asset hangs on the market. */
export interface Asset {
  readonly startPrice: number
  /** Return per return of the market factor. */
  readonly beta: number
  /** Standard deviation of a day's own return. */
  readonly ownDailyVolatility: number
  /** Own jumps a day (news about this asset alone). */
  readonly jumpsPerDay: number
  /** Traded value a day in quote currency, at ordinary volatility. */
  readonly dailyTurnover: number
}

const KNOWN: Readonly<Record<string, Asset>> = {
  BTCUSDT: { startPrice: 30_000, beta: 1, ownDailyVolatility: 0.01, jumpsPerDay: 0.005, dailyTurnover: 2e9 },
  ETHUSDT: { startPrice: 2_000, beta: 1.15, ownDailyVolatility: 0.018, jumpsPerDay: 0.01, dailyTurnover: 1e9 },
  BNBUSDT: { startPrice: 300, beta: 0.95, ownDailyVolatility: 0.02, jumpsPerDay: 0.01, dailyTurnover: 2e8 },
  SOLUSDT: { startPrice: 60, beta: 1.35, ownDailyVolatility: 0.03, jumpsPerDay: 0.02, dailyTurnover: 3e8 },
  XRPUSDT: { startPrice: 0.6, beta: 1.05, ownDailyVolatility: 0.03, jumpsPerDay: 0.02, dailyTurnover: 2e8 },
}

export const SAMPLE_SYMBOLS: readonly string[] = Object.keys(KNOWN)

/** The asset behind a symbol; one that is not known is made up, always the same for the same symbol. */
export function assetOf(symbol: string): Asset {
  const known = Object.hasOwn(KNOWN, symbol) ? KNOWN[symbol] : undefined
  if (known !== undefined) return known
  const random = seededRandom(`asset ${symbol}`)
  return {
    startPrice: 10 ** (random() * 4 - 1),
    beta: 0.7 + 0.8 * random(),
    ownDailyVolatility: 0.015 + 0.025 * random(),
    jumpsPerDay: 0.02,
    dailyTurnover: 10 ** (7 + 1.5 * random()),
  }
}
