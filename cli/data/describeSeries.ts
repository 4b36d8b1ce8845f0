import type { SeriesOutcome } from '../../data/contracts/storeSeries.ts'
import type { ContractSeries, FundingReport } from '../../domain/contractSeries.ts'
import { percent } from '../format.ts'
import { DONE } from './describeOutcome.ts'
import { count, describeFindings, describeQuality } from './describeQuality.ts'

export function seriesOutcomeDocument({ outcome, series, quality, addedRows, replacedRows }: SeriesOutcome) {
  return { outcome, added_rows: addedRows, replaced_rows: replacedRows, ...series, imported: quality }
}

export function describeSeries({ series_id, kind, rows, first_time, last_time, content_hash }: ContractSeries): string {
  const what = kind === 'funding' ? 'payments' : 'mark bars'
  return `${series_id}  ${count(rows)} ${what}, ${first_time} to ${last_time}  content ${content_hash.slice(0, 12)}`
}

function describeFunding(quality: FundingReport): string {
  const { late_stamps, latest_stamp_ms } = quality
  const findings: [string, string][] = [
    ['payments', `${count(quality.rows)}, ${quality.first_time} to ${quality.last_time}, every ${quality.interval_hours} h`],
    ['missing', `${count(quality.missing_payments)}${quality.gaps === 0 ? '' : ` in ${count(quality.gaps)} gaps`}`],
    ['duplicates', `${count(quality.duplicates_identical)} identical, ${count(quality.duplicates_conflicting)} conflicting`],
    ['late stamps', `${count(late_stamps.count)}${late_stamps.count === 0 ? '' : `, at most ${latest_stamp_ms} ms`}`],
    ['off the hour', count(quality.off_grid_rows)],
    ['rates', `${percent(quality.lowest_rate, 4)} to ${percent(quality.highest_rate, 4)}, mean ${percent(quality.mean_rate, 4)}`],
    ['beyond 1 %', count(quality.extreme_rates.count)],
  ]
  return describeFindings(findings, quality)
}

export function describeSeriesQuality(series: Pick<ContractSeries, 'quality'>): string {
  return 'interval_hours' in series.quality ? describeFunding(series.quality) : describeQuality(series.quality)
}

export function describeSeriesOutcome(stored: SeriesOutcome): string {
  const { outcome, series, quality, addedRows, replacedRows } = stored
  const changes = outcome === 'unchanged' ? '' : ` (${count(addedRows)} rows added, ${count(replacedRows)} replaced)`
  return `${DONE[outcome]} ${describeSeries(series)}${changes}\n${describeSeriesQuality({ quality })}`
}
