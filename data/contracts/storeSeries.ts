import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ContractSeries, FundingReport } from '../../domain/contractSeries.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import { withLock } from '../lake/datasetLock.ts'
import { publishFile, temporaryName, writeDurably } from '../lake/durableFile.ts'
import { mergeBars } from '../lake/mergeBars.ts'
import { writeColumns } from '../lake/parquetColumns.ts'
import { resourceFailure } from '../lake/resourceFailure.ts'
import type { OnConflict } from '../lake/storeRequest.ts'
import { NO_ROW_DEFECTS } from '../quality/findings.ts'
import { orderRows } from '../quality/orderRows.ts'
import { counted, type AcceptableDefect } from '../quality/policy.ts'
import { isoTime } from '../quality/tally.ts'
import type { Workspace } from '../workspace.ts'
import { assessSeries } from './assessSeries.ts'
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
  if (quality.blocking.length > 0) {
    const message = `Nothing was stored as ${seriesId(key)}: ${quality.blocking.join(' ')}`
    throw new BadDataError(message, { series_id: seriesId(key), quality })
  }
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

/** Rows go first, under a name that is their content's; then the record that points to them, by one rename; only then the older rows go. */
async function write(workspace: Workspace, key: ContractKey, rows: SeriesRows, record: SeriesRecord): Promise<void> {
  const directory = seriesDir(workspace, key)
  const file = rowsFileName(key.kind, record.content_hash)
  const temporary = temporaryName(join(directory, file))
  try {
    mkdirSync(directory, { recursive: true })
    await writeColumns(storedColumns(key.kind, rows), temporary)
    publishFile(temporary, join(directory, file))
    writeDurably(join(directory, SERIES_FILE), `${JSON.stringify(record, null, 2)}\n`)
    const stale = readdirSync(directory, { withFileTypes: true }).filter(
      (entry) => entry.isFile() && ![file, SERIES_FILE].includes(entry.name),
    )
    for (const { name } of stale) rmSync(join(directory, name), { force: true })
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    throw resourceFailure(error, `Writing ${record.series_id} into the lake`)
  }
}

async function extend(workspace: Workspace, stored: SeriesRecord, incoming: Incoming): Promise<SeriesOutcome> {
  const { key, onConflict } = incoming.request
  const side = onConflict === undefined ? undefined : onConflict === 'stored' || onConflict === 'first' ? 'stored' : 'incoming'
  const merged = mergeBars(await readSeriesRows(workspace, stored), incoming.rows, () => side)
  if (merged.open.count > 0) {
    const where = merged.open.times.map(isoTime).join(', ')
    const message = `${counted(merged.open.count, 'row')} of ${stored.series_id} would change (${where}), so nothing was stored; say which side wins with --on-conflict stored or incoming.`
    throw new BadDataError(message, { series_id: stored.series_id, conflicts: merged.open.count })
  }
  const sources = [...stored.sources, incoming.source]
  const notes = [...new Set(sources.flatMap((source) => source.notes))]
  const { now, request } = incoming
  const quality = assessSeries(key, merged.bars, { rows: NO_ROW_DEFECTS, notes, now, onConflict: 'first', accept: request.accept })
  if (quality.blocking.length > 0) {
    throw new BadDataError(`Nothing was stored as ${stored.series_id}: ${quality.blocking.join(' ')}`, {
      series_id: stored.series_id,
      quality,
    })
  }
  const record = recordOf(incoming, merged.bars, quality, sources)
  if (record.content_hash === stored.content_hash) {
    return { outcome: 'unchanged', series: seriesOf(stored), quality: incoming.quality, addedRows: 0, replacedRows: 0 }
  }
  await write(workspace, key, merged.bars, record)
  return {
    outcome: 'extended',
    series: seriesOf(record),
    quality: incoming.quality,
    addedRows: merged.added,
    replacedRows: merged.replaced,
  }
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
    if (stored !== undefined) return extend(workspace, stored, incoming)
    const record = recordOf(incoming, incoming.rows, incoming.quality, [incoming.source])
    await write(workspace, key, incoming.rows, record)
    return { outcome: 'created', series: seriesOf(record), quality: incoming.quality, addedRows: record.rows, replacedRows: 0 }
  })
}
