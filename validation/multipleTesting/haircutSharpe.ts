import { normalCdf, normalQuantile } from '../../math/normalDistribution.ts'
import { twoSidedT, twoSidedTQuantile } from '../../math/studentT.ts'

const MONTHS = 12

/** An annual Sharpe ratio, what it becomes after adjustment for the tests it was picked from, and the p-values behind both. */
export interface HaircutSharpe {
  readonly tStatistic: number
  /** Two-sided, of the ratio on its own. */
  readonly pSingle: number
  readonly pAdjusted: number
  /** The ratio that would have `pAdjusted` as a single test. */
  readonly sharpe: number
  /** Share of the ratio that is lost; NaN for a ratio of 0, which has nothing to lose. */
  readonly haircut: number
}

/** Two-sided p-value of an annual Sharpe ratio over months of data, by Student's t. */
function singlePValue(sharpeAnnual: number, months: number): { t: number; p: number } {
  const t = (sharpeAnnual / Math.sqrt(MONTHS)) * Math.sqrt(months)
  return { t, p: twoSidedT(t, months - 1) }
}

function haircutTo(pAdjusted: number, sharpeAnnual: number, months: number): HaircutSharpe {
  const { t, p } = singlePValue(sharpeAnnual, months)
  const size = (twoSidedTQuantile(pAdjusted, months - 1) / Math.sqrt(months)) * Math.sqrt(MONTHS)
  const sharpe = Math.sign(t) * size
  return { tStatistic: t, pSingle: p, pAdjusted, sharpe, haircut: 1 - sharpe / sharpeAnnual }
}

/** Haircut Sharpe ratio for the best of `tests`, by Bonferroni (Harvey and Liu 2015, J. Portfolio Management 42). */
export function haircutSharpe(sharpeAnnual: number, months: number, tests: number): HaircutSharpe {
  return haircutTo(Math.min(1, tests * singlePValue(sharpeAnnual, months).p), sharpeAnnual, months)
}

/**
 * The same among tests that are known one by one: `adjust` (Holm, Benjamini–Yekutieli, …) sees the strategy's p-value first, then those
 * of `otherTStatistics`, by the normal distribution.
 */
export function haircutSharpeInFamily(
  sharpeAnnual: number,
  months: number,
  otherTStatistics: readonly number[],
  adjust: (pValues: Float64Array) => Float64Array,
): HaircutSharpe {
  const others = otherTStatistics.map((t) => 2 * normalCdf(-Math.abs(t)))
  const adjusted = adjust(Float64Array.of(singlePValue(sharpeAnnual, months).p, ...others))
  return haircutTo(adjusted[0] as number, sharpeAnnual, months)
}

/** Mean return per month that the best of `tests` strategies has to exceed to be significant at `alpha`, two-sided, by Bonferroni. */
export function profitHurdle(annualVolatility: number, months: number, tests: number, alpha: number): number {
  return (normalQuantile(1 - alpha / tests / 2) * annualVolatility) / Math.sqrt(MONTHS) / Math.sqrt(months)
}
