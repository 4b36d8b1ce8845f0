import type { MeanBootstrap } from './bootstrapMeans.ts'
import { evidenceAbove, highestPerResample, recentred } from './recentering.ts'

/** A test whose p-value is the share of resamples that beat the data. */
export interface BootstrapTest {
  readonly statistic: number
  /** Share of resamples strictly above the statistic: 0 means less than one in `resamples`. 1 where the statistic is 0. */
  readonly pValue: number
}

/**
 * White's Reality Check (2000, Econometrica 68): is the best of many series better than the benchmark by more than searching explains?
 * The statistic is the highest mean, not studentised.
 */
export function realityCheck(bootstrap: MeanBootstrap): BootstrapTest {
  const all = new Float64Array(bootstrap.means.length).fill(1)
  const statistic = Math.max(...bootstrap.means)
  return { statistic, pValue: evidenceAbove(highestPerResample(bootstrap, recentred(bootstrap, 'upper'), all), statistic) }
}

/** (1 + #{V* > V}) / (B + 1): never 0, so that it can be adjusted further (Davison and Hinkley 1997, section 4.2). */
export function cautiousPValue(pValue: number, resamples: number): number {
  return (1 + pValue * resamples) / (resamples + 1)
}
