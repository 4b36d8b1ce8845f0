import type { FundingReport } from '../../domain/contractSeries.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import type { OnConflict } from '../lake/storeRequest.ts'
import { assessBars } from '../quality/assessBars.ts'
import type { RowDefects } from '../quality/findings.ts'
import type { AcceptableDefect } from '../quality/policy.ts'
import { assessFunding } from './assessFunding.ts'
import type { SeriesRows } from './seriesColumns.ts'
import type { ContractKey } from './seriesKey.ts'

export interface SeriesAssessment {
  readonly rows: RowDefects
  readonly notes: readonly string[]
  readonly now: number
  readonly onConflict?: OnConflict | undefined
  readonly accept?: readonly AcceptableDefect[] | undefined
}

/** Mark prices have no volume, and that is no defect of theirs. */
function ofMarks(rows: SeriesRows, timeframe: Extract<ContractKey, { kind: 'mark' }>['timeframe'], given: SeriesAssessment): QualityReport {
  const { now, notes, accept } = given
  const keep = given.onConflict === 'first' || given.onConflict === 'last' ? given.onConflict : undefined
  const volume = new Float64Array(rows.time.length).fill(1)
  return assessBars({ ...rows, volume }, { timeframe, now, rows: given.rows, notes, keep, accept })
}

/** The quality report of a series in ascending order with unique stamps. @throws BadDataError where it is empty. */
export function assessSeries(key: ContractKey, rows: SeriesRows, given: SeriesAssessment): FundingReport | QualityReport {
  if (key.kind === 'mark') return ofMarks(rows, key.timeframe, given)
  return assessFunding(rows, given.rows, given.notes, given.onConflict)
}
