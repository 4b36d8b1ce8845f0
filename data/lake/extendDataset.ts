import type { Bars } from '../../domain/bars.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { assessBars } from '../quality/assessBars.ts'
import type { Workspace } from '../workspace.ts'
import { refuseConflicts, winnerFor } from './conflicts.ts'
import { datasetOf } from './datasetRecord.ts'
import type { DatasetRecord } from './datasetRecord.ts'
import { keptAccepts, rowDefects } from './importedDefects.ts'
import { newRecord, refuseBlocked } from './incomingBars.ts'
import type { Incoming } from './incomingBars.ts'
import { readStoredBars } from './loadBars.ts'
import { mergeBars } from './mergeBars.ts'
import type { ImportOutcome } from './storeRequest.ts'
import { writeDataset } from './writeDataset.ts'

/** Assesses bars that are stored or will be; what was let through once, with its name said, stays let through. */
export function assessStored(bars: Bars, stored: DatasetRecord, now: number, incoming?: Incoming): QualityReport {
  const reports = incoming === undefined ? [stored.quality] : [stored.quality, incoming.quality]
  const notes = [...stored.sources, ...(incoming === undefined ? [] : [incoming.source])].flatMap((source) => source.notes)
  return assessBars(bars, {
    timeframe: stored.timeframe,
    now,
    rows: rowDefects(reports),
    notes: [...new Set(notes)],
    keep: 'first',
    accept: keptAccepts(reports),
  })
}

/**
 * Adds what comes in to what is stored, under the dataset's lock.
 * @throws BadDataError for stored bars that would change while no side was said to win.
 */
export async function extendDataset(workspace: Workspace, stored: DatasetRecord, incoming: Incoming): Promise<ImportOutcome> {
  const { dataset_id: id, last_time, quality: known } = stored
  const rows = { id, last_time, unfinished_last_bar: known.unfinished_last_bar }
  const merged = mergeBars(await readStoredBars(workspace, stored), incoming.bars, winnerFor(rows, incoming.request.onConflict))
  refuseConflicts(merged.open, rows, 'bar')
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
