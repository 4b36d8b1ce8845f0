import type { Bars } from '../../domain/bars.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import { assessBars } from '../quality/assessBars.ts'
import { orderRows } from '../quality/orderRows.ts'
import { contentHash } from './contentHash.ts'
import { datasetId, seriesKey } from './datasetId.ts'
import type { SeriesKey } from './datasetId.ts'
import type { DatasetRecord, DatasetSource } from './datasetRecord.ts'
import type { StoreRequest } from './storeRequest.ts'

/** What comes in, in order and assessed. */
export interface Incoming {
  readonly key: SeriesKey
  readonly bars: Bars
  readonly quality: QualityReport
  readonly source: DatasetSource
  readonly request: StoreRequest
  readonly now: number
}

/** @throws BadDataError with the report in its details, when the policy blocks. */
export function refuseBlocked(quality: QualityReport, id: string): void {
  if (quality.blocking.length === 0) return
  throw new BadDataError(`Nothing was stored as ${id}: ${quality.blocking.join(' ')}`, { dataset_id: id, quality })
}

/** Orders and assesses what comes in. @throws BadDataError when the policy blocks, UsageError for a name that cannot be one. */
export function prepareBars(request: StoreRequest): Incoming {
  const key = seriesKey(request.exchange, request.symbol, request.timeframe)
  const now = request.now ?? Date.now()
  const { onConflict } = request
  const keep = onConflict === 'first' || onConflict === 'last' ? onConflict : undefined
  const { bars, ...rows } = orderRows(request.bars, keep)
  const notes = [...(request.source?.notes ?? [])]
  const quality = assessBars(bars, { timeframe: key.timeframe, now, rows, notes, keep, accept: request.accept })
  refuseBlocked(quality, datasetId(key))
  const source = { name: request.source?.name ?? 'bars', rows: quality.rows, notes, imported_at: new Date(now).toISOString() }
  return { key, bars, quality, source, request, now }
}

/** The record of one version of a dataset; `quality` is that of `bars`, all of them. */
export function newRecord(incoming: Incoming, bars: Bars, quality: QualityReport, sources: DatasetSource[]): DatasetRecord {
  return {
    dataset_id: datasetId(incoming.key),
    ...incoming.key,
    content_hash: contentHash(bars),
    bars: bars.time.length,
    first_time: quality.first_time,
    last_time: quality.last_time,
    synthetic: incoming.request.synthetic,
    quality,
    imported_at: new Date(incoming.now).toISOString(),
    sources,
  }
}
