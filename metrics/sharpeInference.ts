import { normalCdf, normalQuantile } from '../math/normalDistribution.ts'

/** A measured Sharpe ratio and what its distribution depends on. Every Sharpe ratio here is per period, never annualised. */
export interface SharpeEstimate {
  readonly sharpe: number
  readonly observations: number
  readonly skewness: number
  /** Raw, 3 for a normal. */
  readonly kurtosis: number
}

const EULER_MASCHERONI = 0.5772156649015329

/** 1 − γ₃·SR + (γ₄ − 1)/4·SR²: variance of the estimate × (T − 1) (Mertens 2002). */
function spread({ sharpe, skewness, kurtosis }: SharpeEstimate): number {
  return 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe
}

/** Standard error of a Sharpe ratio; undefined below two observations and where the moments contradict each other. */
export function sharpeStandardError(estimate: SharpeEstimate): number | undefined {
  const variance = spread(estimate) / (estimate.observations - 1)
  return estimate.observations >= 2 && variance > 0 ? Math.sqrt(variance) : undefined
}

/** Probability that the true Sharpe ratio exceeds `benchmark` (Bailey and López de Prado 2012). */
export function probabilisticSharpe(estimate: SharpeEstimate, benchmark = 0): number | undefined {
  const error = sharpeStandardError(estimate)
  return error === undefined ? undefined : normalCdf((estimate.sharpe - benchmark) / error)
}

/**
 * Observations needed before SR > benchmark can be said with `confidence` (Bailey and López de Prado 2012);
 * undefined for SR <= benchmark.
 */
export function minimumTrackRecord(
  estimate: Omit<SharpeEstimate, 'observations'>,
  benchmark: number,
  confidence: number,
): number | undefined {
  if (estimate.sharpe <= benchmark) return undefined
  const variance = spread({ ...estimate, observations: 0 })
  return variance > 0 ? 1 + variance * (normalQuantile(confidence) / (estimate.sharpe - benchmark)) ** 2 : undefined
}

/**
 * Expected maximum of N independent standard normals, by the False Strategy theorem's approximation (Bailey and López de Prado 2014);
 * 0 for one trial, where the approximation breaks down, and never below: under N = 1.3 it is negative. N need not be whole.
 */
export function expectedMaximum(trials: number): number {
  if (trials <= 1) return 0
  const gamma = EULER_MASCHERONI
  return Math.max(0, (1 - gamma) * normalQuantile(1 - 1 / trials) + gamma * normalQuantile(1 - 1 / (trials * Math.E)))
}

/** The Sharpe ratio that the best of N trials without any skill is expected to show; `variance` is that of the trials' Sharpe ratios. */
export function expectedBestSharpe(trials: number, variance: number): number {
  return Math.sqrt(variance) * expectedMaximum(trials)
}

/** Deflated Sharpe ratio (Bailey and López de Prado 2014): probabilistic Sharpe against the best of N trials without skill. */
export function deflatedSharpe(estimate: SharpeEstimate, trials: number, variance: number): number | undefined {
  return probabilisticSharpe(estimate, expectedBestSharpe(trials, variance))
}

/** Years of history below which N trials without skill are expected to reach `annualSharpe` (Bailey et al. 2014, theorem 2). */
export function minimumBacktestYears(trials: number, annualSharpe: number): number {
  return (expectedMaximum(trials) / annualSharpe) ** 2
}

/** The looser bound 2·ln N / SR² on the same years, without an inverse normal. */
export function minimumBacktestBound(trials: number, annualSharpe: number): number {
  return (2 * Math.log(trials)) / annualSharpe ** 2
}

/** Standard error of a Sharpe ratio of independent normal returns, √((1 + SR²/2)/T) (Lo 2002); undefined for no observations. */
export function normalSharpeStandardError(sharpe: number, observations: number): number | undefined {
  return observations > 0 ? Math.sqrt((1 + sharpe ** 2 / 2) / observations) : undefined
}
