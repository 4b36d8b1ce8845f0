import { kurtosis, skewness } from '../math/moments.ts'
import { sharpeRatio } from './sharpe.ts'
import { orNull } from './summary.ts'

/** Of daily UTC returns, per day: what deflation works on. */
export interface DailyStats {
  readonly sharpe: number | null
  readonly observations: number
  readonly skewness: number | null
  /** Raw, 3 for a normal. */
  readonly kurtosis: number | null
}

export function dailyStats(returns: Float64Array): DailyStats {
  return {
    sharpe: orNull(sharpeRatio(returns)),
    observations: returns.length,
    skewness: orNull(skewness(returns)),
    kurtosis: orNull(kurtosis(returns)),
  }
}
