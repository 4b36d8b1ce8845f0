import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ContractSeries, FundingReport } from '../../domain/contractSeries.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { refuseConflicts, winnerFor } from '../lake/conflicts.ts'
import { withLock } from '../lake/datasetLock.ts'
import { mergeBars } from '../lake/mergeBars.ts'
import { writeColumns } from '../lake/parquetColumns.ts'
import { publishVersion } from '../lake/publishVersion.ts'
import type { OnConflict } from '../lake/storeRequest.ts'
import { orderRows } from '../quality/orderRows.ts'
import type { AcceptableDefect } from '../quality/policy.ts'
import { isoTime } from '../quality/tally.ts'
import type { Workspace } from '../workspace.ts'
import { assessSeries } from './assessSeries.ts'
import { assessStoredSeries, refuseBlocked } from './assessStoredSeries.ts'
import { readSeriesRows } from './loadSeries.ts'
import { seriesHash, storedColumns, type SeriesRows } from './seriesColumns.ts'
import { seriesDir, seriesId, seriesLock, type ContractKey } from './seriesKey.ts'
import { readSeriesRecord, rowsFileName, SERIES_FILE, seriesOf, type SeriesRecord, type SeriesSource } from './seriesRecord.ts'

export interface SeriesRequest {
  readonly key: ContractKey
  /** Any order, any stamp more than once. */
  readonly rows: SeriesRows
  readonly source: { readonly name: string; readonly notes: readonly string[] }
  readonly onConflict?: OnConflict | undefined
  readonly accept?: readonly AcceptableDefect[] | undefined
  /** ms UTC; the clock where it is not given. */
  readonly now?: number | undefined
}

export interface SeriesOutcome {
  readonly outcome: 'created' | 'extended' | 'unchanged'
  readonly series: ContractSeries
  /** The report of what came in; series.quality is that of all that is stored. */
  readonly quality: FundingReport | QualityReport
  readonly addedRows: number
  readonly replacedRows: number
}

interface Incoming {
  readonly request: SeriesRequest
  readonly rows: SeriesRows
  readonly quality: FundingReport | QualityReport
  readonly source: SeriesSource
  readonly now: number
}

function prepare(request: SeriesRequest): Incoming {
  const { key, onConflict, accept, source } = request
  const now = request.now ?? Date.now()
  const { bars: rows, ...defects } = orderRows(request.rows, onConflict === 'last' ? 'last' : 'first')
  const quality = assessSeries(key, rows, { rows: defects, notes: source.notes, now, onConflict, accept })
  refuseBlocked(quality, seriesId(key))
  return { request, rows, quality, now, source: { ...source, rows: quality.rows, imported_at: new Date(now).toISOString() } }
}

function recordOf(
  { request, now }: Incoming,
  rows: SeriesRows,
  quality: SeriesRecord['quality'],
  sources: readonly SeriesSource[],
): SeriesRecord {
  const { key } = request
  return {
    series_id: seriesId(key),
    ...key,
    content_hash: seriesHash(key.kind, rows),
    rows: rows.time.length,
    first_time: isoTime(rows.time[0] as number),
    last_time: isoTime(rows.time.at(-1) as number),
    quality,
    imported_at: new Date(now).toISOString(),
    sources,
  } as SeriesRecord
}

async function write(workspace: Workspace, key: ContractKey, rows: SeriesRows, record: SeriesRecord): Promise<void> {
  const directory = seriesDir(workspace, key)
  const old = readSeriesRecord(directory)
  await publishVersion({
    directory,
    id: record.series_id,
    recordFile: SERIES_FILE,
    rowsFile: rowsFileName(key.kind, record.content_hash),
    oldRowsFile: old && rowsFileName(key.kind, old.content_hash),
    record,
    writeRows: (file) => writeColumns(storedColumns(key.kind, rows), file),
  })
}

async function extend(workspace: Workspace, stored: SeriesRecord, incoming: Incoming): Promise<SeriesOutcome> {
  const { series_id: id, last_time, quality: known } = stored
  const before = { id, last_time, unfinished_last_bar: 'unfinished_last_bar' in known && known.unfinished_last_bar }
  const merged = mergeBars(await readSeriesRows(workspace, stored), incoming.rows, winnerFor(before, incoming.request.onConflict))
  refuseConflicts(merged.open, before, 'row')
  const sources = [...stored.sources, incoming.source]
  const quality = assessStoredSeries(merged.bars, stored, incoming.now, incoming)
  refuseBlocked(quality, id)
  const record = recordOf(incoming, merged.bars, quality, sources)
  if (record.content_hash === stored.content_hash) {
    return { outcome: 'unchanged', series: seriesOf(stored), quality: incoming.quality, addedRows: 0, replacedRows: 0 }
  }
  await write(workspace, incoming.request.key, merged.bars, record)
  return {
    outcome: 'extended',
    series: seriesOf(record),
    quality: incoming.quality,
    addedRows: merged.added,
    replacedRows: merged.replaced,
  }
}

/** Rows whose file is gone are stored anew where the very same ones come in; anything else could hide a loss. */
function isWhole(workspace: Workspace, stored: SeriesRecord, { request: { key }, rows }: Incoming): boolean {
  const file = join(seriesDir(workspace, key), rowsFileName(key.kind, stored.content_hash))
  return existsSync(file) || seriesHash(key.kind, rows) !== stored.content_hash
}

/**
 * Puts a series into the lake: a new one, or more rows for one that is there.
 * @throws BadDataError when the policy of docs/data-quality.md blocks, or stored rows are contradicted and nobody said which side wins;
 * ResourceError when the lock or the disk cannot be had. Whatever is thrown, the series is what it was.
 */
export async function storeSeries(workspace: Workspace, request: SeriesRequest): Promise<SeriesOutcome> {
  const incoming = prepare(request)
  const { key } = request
  return withLock(seriesLock(workspace, key), `Storing ${seriesId(key)}`, async () => {
    const stored = readSeriesRecord(seriesDir(workspace, key))
    if (stored !== undefined && isWhole(workspace, stored, incoming)) return extend(workspace, stored, incoming)
    const record = recordOf(incoming, incoming.rows, incoming.quality, [incoming.source])
    await write(workspace, key, incoming.rows, record)
    return { outcome: 'created', series: seriesOf(record), quality: incoming.quality, addedRows: record.rows, replacedRows: 0 }
  })
}
