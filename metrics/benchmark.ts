import { linearFit } from '../math/linearFit.ts'
import { mean, standardDeviation } from '../math/moments.ts'
import { annualReturn } from './growth.ts'

/** Excess returns as a line of the benchmark's (Jensen 1968). */
export interface AlphaBeta {
  /** Per period. */
  readonly alpha: number
  readonly beta: number
  /** Share of the variance that the benchmark explains; undefined where the returns do not vary. */
  readonly rSquared: number | undefined
}

/** Of returns and benchmark of equal length, per period. Undefined below two periods and where the benchmark does not vary. */
export function alphaBeta(returns: Float64Array, benchmark: Float64Array, riskFree = 0): AlphaBeta | undefined {
  const excess = (values: Float64Array): Float64Array => values.map((value) => value - riskFree)
  const line = linearFit(excess(benchmark), excess(returns))
  return line === undefined ? undefined : { alpha: line.intercept, beta: line.slope, rSquared: line.rSquared }
}

/** Alpha of a year, compounded: (1 + α)^P − 1; the simple one is α·P. */
export function annualAlpha(alpha: number, periodsPerYear: number): number {
  return (1 + alpha) ** periodsPerYear - 1
}

function active(returns: Float64Array, benchmark: Float64Array): Float64Array {
  return returns.map((value, i) => value - (benchmark[i] as number))
}

/** Standard deviation (n − 1) of returns less benchmark × √periodsPerYear; undefined below two periods. */
export function trackingError(returns: Float64Array, benchmark: Float64Array, periodsPerYear = 1): number | undefined {
  const deviation = standardDeviation(active(returns, benchmark))
  return deviation === undefined ? undefined : deviation * Math.sqrt(periodsPerYear)
}

/** Mean over standard deviation of returns less benchmark × √periodsPerYear; undefined where they never differ or always alike. */
export function informationRatio(returns: Float64Array, benchmark: Float64Array, periodsPerYear = 1): number | undefined {
  const difference = active(returns, benchmark)
  const deviation = standardDeviation(difference)
  if (deviation === undefined || deviation === 0) return undefined
  return ((mean(difference) as number) / deviation) * Math.sqrt(periodsPerYear)
}

/** Difference of the compound annual growth rates over the annual tracking error (Bacon 2008); undefined without tracking error. */
export function geometricInformationRatio(returns: Float64Array, benchmark: Float64Array, periodsPerYear: number): number | undefined {
  const error = trackingError(returns, benchmark, periodsPerYear)
  const [own, other] = [annualReturn(returns, periodsPerYear), annualReturn(benchmark, periodsPerYear)]
  return error === undefined || error === 0 || own === undefined || other === undefined ? undefined : (own - other) / error
}

/** Compound annual excess growth over beta (Treynor 1965); undefined where there is no beta or it is 0. */
export function treynorRatio(returns: Float64Array, benchmark: Float64Array, periodsPerYear: number, riskFree = 0): number | undefined {
  const beta = alphaBeta(returns, benchmark, riskFree)?.beta
  const growth = annualReturn(
    returns.map((value) => value - riskFree),
    periodsPerYear,
  )
  return beta === undefined || beta === 0 || growth === undefined ? undefined : growth / beta
}

/** Annual growth at the benchmark's volatility (Modigliani and Modigliani 1997), without a risk-free rate. */
export function modiglianiSquared(returns: Float64Array, benchmark: Float64Array, periodsPerYear: number): number | undefined {
  const [own, other] = [standardDeviation(returns), standardDeviation(benchmark)]
  const growth = annualReturn(returns, periodsPerYear)
  return own === undefined || own === 0 || other === undefined || growth === undefined ? undefined : (growth * other) / own
}
