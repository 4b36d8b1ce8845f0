import type { Bars } from '../../domain/bars.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import { assessBars } from '../quality/assessBars.ts'
import type { RowDefects } from '../quality/findings.ts'
import { counted } from '../quality/policy.ts'
import { isoTime } from '../quality/tally.ts'
import type { Workspace } from '../workspace.ts'
import { datasetOf } from './datasetRecord.ts'
import type { DatasetRecord } from './datasetRecord.ts'
import { newRecord, refuseBlocked } from './incomingBars.ts'
import type { Incoming } from './incomingBars.ts'
import { readStoredBars } from './loadBars.ts'
import { mergeBars } from './mergeBars.ts'
import type { MergedBars } from './mergeBars.ts'
import type { ImportOutcome, OnConflict } from './storeRequest.ts'
import { writeDataset } from './writeDataset.ts'

const WINNER: Readonly<Record<OnConflict, 'stored' | 'incoming'>> = {
  first: 'stored',
  stored: 'stored',
  last: 'incoming',
  incoming: 'incoming',
}

/** The stamp of a stored bar that had not ended when it was stored, and so may be replaced without a question. */
function unfinishedTime(stored: DatasetRecord): number | undefined {
  return stored.quality.unfinished_last_bar ? Date.parse(stored.last_time) : undefined
}

function refuseConflicts({ open: conflicts }: MergedBars, stored: DatasetRecord): void {
  const [first] = conflicts.times
  if (first === undefined) return
  const isLast = conflicts.count === 1 && isoTime(first) === stored.last_time
  const where = conflicts.times.map(isoTime).join(', ') + (conflicts.count > conflicts.times.length ? ', …' : '')
  const why = isLast ? ' It is the last one stored, and had perhaps not ended when its file was taken.' : ''
  throw new BadDataError(
    `${counted(conflicts.count, 'bar')} of ${stored.dataset_id} would change (${where}), so nothing was stored.${why} Say which side wins with --on-conflict stored or incoming.`,
    { dataset_id: stored.dataset_id, conflicts: conflicts.count, examples: conflicts.times.map(isoTime) },
  )
}

/** Defects of rows are known only when the rows come in; the dataset keeps the sum of all its imports. */
function rowDefects(...reports: QualityReport[]): RowDefects {
  const sum = (pick: (report: QualityReport) => number): number => reports.reduce((total, report) => total + pick(report), 0)
  return {
    identical: sum((report) => report.duplicates_identical),
    conflicting: { count: sum((report) => report.duplicates_conflicting), times: [] },
    unsorted: sum((report) => report.unsorted_rows),
  }
}

/** Assesses bars that are stored or will be; what was let through once, with its name said, stays let through. */
export function assessStored(bars: Bars, stored: DatasetRecord, now: number, incoming?: Incoming): QualityReport {
  const reports = incoming === undefined ? [stored.quality] : [stored.quality, incoming.quality]
  const notes = [...stored.sources, ...(incoming === undefined ? [] : [incoming.source])].flatMap((source) => source.notes)
  const accepted = reports.some((report) => report.ohlc_violations.count > 0)
  return assessBars(bars, {
    timeframe: stored.timeframe,
    now,
    rows: rowDefects(...reports),
    notes: [...new Set(notes)],
    keep: 'first',
    accept: accepted ? ['ohlc_violations'] : [],
  })
}

/**
 * Adds what comes in to what is stored, under the dataset's lock.
 * @throws BadDataError for stored bars that would change while no side was said to win.
 */
export async function extendDataset(workspace: Workspace, stored: DatasetRecord, incoming: Incoming): Promise<ImportOutcome> {
  const { onConflict } = incoming.request
  const replaceable = unfinishedTime(stored)
  const merged = mergeBars(await readStoredBars(workspace, stored), incoming.bars, (time) => {
    if (time === replaceable) return 'incoming'
    return onConflict && WINNER[onConflict]
  })
  refuseConflicts(merged, stored)
  const quality = assessStored(merged.bars, stored, incoming.now, incoming)
  refuseBlocked(quality, stored.dataset_id)
  const record = newRecord(incoming, merged.bars, quality, [...stored.sources, incoming.source])
  if (record.content_hash === stored.content_hash) {
    return { outcome: 'unchanged', dataset: datasetOf(stored), quality: incoming.quality, addedBars: 0, replacedBars: 0 }
  }
  await writeDataset(workspace, merged.bars, record)
  return {
    outcome: 'extended',
    dataset: datasetOf(record),
    quality: incoming.quality,
    addedBars: merged.added,
    replacedBars: merged.replaced,
  }
}
