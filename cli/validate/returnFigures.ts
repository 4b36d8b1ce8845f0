import type { ReturnsFact } from '../../domain/facts.ts'
import { kurtosis, skewness } from '../../math/moments.ts'
import { autocorrelations, sharpeGrowth } from '../../metrics/autocorrelatedSharpe.ts'
import { drawdowns, ulcerIndex } from '../../metrics/drawdown.ts'
import { drawdownTable } from '../../metrics/drawdownTable.ts'
import { wealth } from '../../metrics/growth.ts'
import { sharpeRatio } from '../../metrics/sharpe.ts'
import { minimumTrackRecord, probabilisticSharpe } from '../../metrics/sharpeInference.ts'
import { DAYS_PER_YEAR, orNull } from '../../metrics/summary.ts'
import { tailRatio } from '../../metrics/tailRatio.ts'

const DAY_MS = 86_400_000
const CONFIDENCE = 0.95
/** Correlations over more days than a month are noise. */
const MOST_LAGS = 30
const DEEPEST = 3

/** One fall of the equity; `recovered` is null while it lasts. */
export interface Fall {
  depth: number
  from: string
  trough: string
  recovered: string | null
  days_under_water: number
}

/** What the daily returns of a strategy say beside its gates. Per day where not said otherwise. */
export interface ReturnFigures {
  days: number
  /** Probability that the true Sharpe ratio is above 0, no search considered (Bailey and López de Prado 2012). */
  probabilistic_sharpe: number | null
  /** Days of such returns that it takes to say so with 95 % (the same). */
  minimum_track_record_days: number | null
  /** Annual Sharpe ratio with the autocorrelation of the returns in it (Lo 2002). */
  autocorrelation_adjusted_sharpe: number | null
  skewness: number | null
  /** Raw, 3 for a normal. */
  kurtosis: number | null
  tail_ratio: number | null
  ulcer_index: number | null
  /** The deepest three, deepest first. */
  falls: Fall[]
}

/** η(q)·SR with the autocorrelations of the first month, those of longer lags being 0. */
function adjustedSharpe(returns: Float64Array, sharpe: number): number | undefined {
  const known = autocorrelations(returns, Math.min(MOST_LAGS, returns.length - 1))
  const growth = known && sharpeGrowth(DAYS_PER_YEAR, (lag) => known[lag - 1] ?? 0)
  return growth && growth * sharpe
}

function falls(first_day: string, path: Float64Array): Fall[] {
  // The path begins with the wealth before the first day.
  const day = (index: number): string => new Date(Date.parse(first_day) + (index - 1) * DAY_MS).toISOString().slice(0, 10)
  return drawdownTable(path, DEEPEST).map(({ depth, peak, trough, recovery, periods_under_water }) => ({
    ...{ depth, from: day(peak), trough: day(trough), recovered: recovery === null ? null : day(recovery) },
    days_under_water: periods_under_water,
  }))
}

/** Null for fewer than two days. */
export function returnFigures({ first_day, returns: stored }: Pick<ReturnsFact, 'first_day' | 'returns'>): ReturnFigures | null {
  const returns = Float64Array.from(stored)
  const observations = returns.length
  if (observations < 2) return null
  const [sharpe, skew, kurt] = [sharpeRatio(returns), skewness(returns), kurtosis(returns)]
  const estimate =
    sharpe === undefined || skew === undefined || kurt === undefined ? undefined : { sharpe, observations, skewness: skew, kurtosis: kurt }
  const path = wealth(returns)
  return {
    days: observations,
    probabilistic_sharpe: orNull(estimate && probabilisticSharpe(estimate)),
    minimum_track_record_days: orNull(estimate && minimumTrackRecord(estimate, 0, CONFIDENCE)),
    autocorrelation_adjusted_sharpe: orNull(sharpe === undefined ? undefined : adjustedSharpe(returns, sharpe)),
    skewness: orNull(skew),
    kurtosis: orNull(kurt),
    tail_ratio: orNull(tailRatio(returns)),
    ulcer_index: orNull(ulcerIndex(drawdowns(path).subarray(1))),
    falls: falls(first_day, path),
  }
}
