import type { Bars } from '../../domain/bars.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { DailyReturns } from '../../metrics/dailyReturns.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { DAYS_PER_YEAR, orNull } from '../../metrics/summary.ts'
import { regimesByDay } from './barRegimes.ts'
import { DAY_MS } from './dailyCloses.ts'
import { REGIMES, type Regime } from './regime.ts'

/** What a strategy did on the days of one regime. */
export interface RegimeFigures {
  readonly days: number
  /** Annualised from the days' returns × √365; null below two days and where they do not vary. */
  readonly sharpe_ratio: number | null
  /** Compounded over these days alone; null without any. */
  readonly total_return: number | null
  /** Share of the whole growth Σ ln(1 + r) over all classified days; the shares add up to 1. Null where there was no growth to share. */
  readonly share_of_profit: number | null
}

export interface RegimeMetrics {
  readonly regimes: Readonly<Record<Regime, RegimeFigures>>
  /** Days before the rule's windows are full; in no regime and in no share. */
  readonly unclassified_days: number
}

function logGrowth(returns: Float64Array): number {
  return returns.reduce((sum, value) => sum + Math.log1p(value), 0)
}

function figuresOf(returns: Float64Array, wholeGrowth: number): RegimeFigures {
  const growth = logGrowth(returns)
  return {
    days: returns.length,
    sharpe_ratio: orNull(sharpeRatio(returns, DAYS_PER_YEAR)),
    total_return: returns.length === 0 ? null : Math.expm1(growth),
    share_of_profit: wholeGrowth > 0 && Number.isFinite(wholeGrowth) ? growth / wholeGrowth : null,
  }
}

/**
 * Figures of a daily UTC return series by the regime of its days, as it was known before each began (see `dailyRegimes`). `bars` are those
 * of the market traded, and should begin well before the returns: days in their warm-up are not classified. Undefined for no returns.
 */
export function regimeMetrics(bars: Bars, timeframe: Timeframe, daily: DailyReturns): RegimeMetrics | undefined {
  if (daily.firstDay === null) return undefined
  const firstDay = Date.parse(daily.firstDay) / DAY_MS
  const regimeOf = regimesByDay(bars, timeframe)
  const byDay = Array.from(daily.returns, (_, i) => regimeOf(firstDay + i))
  const wholeGrowth = logGrowth(daily.returns.filter((_, i) => byDay[i] !== undefined))
  const of = (regime: Regime): RegimeFigures =>
    figuresOf(
      daily.returns.filter((_, i) => byDay[i] === regime),
      wholeGrowth,
    )
  return {
    regimes: Object.fromEntries(REGIMES.map((regime) => [regime, of(regime)])) as Record<Regime, RegimeFigures>,
    unclassified_days: byDay.filter((regime) => regime === undefined).length,
  }
}
