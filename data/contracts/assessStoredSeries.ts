import type { FundingReport } from '../../domain/contractSeries.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import { keptAccepts, rowDefects } from '../lake/importedDefects.ts'
import { assessSeries } from './assessSeries.ts'
import type { SeriesRows } from './seriesColumns.ts'
import type { ContractKey } from './seriesKey.ts'
import type { SeriesRecord, SeriesSource } from './seriesRecord.ts'

type Report = FundingReport | QualityReport

/** @throws BadDataError with the report in its details, when the policy blocks. */
export function refuseBlocked(quality: Report, id: string): void {
  if (quality.blocking.length === 0) return
  throw new BadDataError(`Nothing was stored as ${id}: ${quality.blocking.join(' ')}`, { series_id: id, quality })
}

/** Assesses rows that are stored or will be, with what all the imports saw; what was let through once stays let through. */
export function assessStoredSeries(
  rows: SeriesRows,
  stored: SeriesRecord,
  now: number,
  incoming?: { readonly quality: Report; readonly source: SeriesSource },
): Report {
  const reports = incoming === undefined ? [stored.quality] : [stored.quality, incoming.quality]
  const sources = incoming === undefined ? stored.sources : [...stored.sources, incoming.source]
  return assessSeries(stored as ContractKey, rows, {
    rows: rowDefects(reports),
    notes: [...new Set(sources.flatMap((source) => source.notes))],
    now,
    onConflict: 'first',
    accept: keptAccepts(reports),
  })
}
