import type { FundingReport } from '../../domain/contractSeries.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import type { RowDefects } from '../quality/findings.ts'
import type { AcceptableDefect } from '../quality/policy.ts'

/** The part of a quality report that only the rows as they came could tell. */
interface Imported {
  readonly duplicates_identical: number
  readonly duplicates_conflicting: number
  readonly unsorted_rows: number
}

/** Defects of rows are known only when the rows come in; what is stored keeps the sum of all its imports. */
export function rowDefects(reports: readonly Imported[]): RowDefects {
  const sum = (pick: (report: Imported) => number): number => reports.reduce((total, report) => total + pick(report), 0)
  return {
    identical: sum((report) => report.duplicates_identical),
    conflicting: { count: sum((report) => report.duplicates_conflicting), times: [] },
    unsorted: sum((report) => report.unsorted_rows),
  }
}

/** What was let through once, with its name said, stays let through. */
export function keptAccepts(reports: readonly (QualityReport | FundingReport)[]): AcceptableDefect[] {
  return reports.some((report) => 'ohlc_violations' in report && report.ohlc_violations.count > 0) ? ['ohlc_violations'] : []
}
