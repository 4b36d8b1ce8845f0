import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../domain/errors.ts'
import type { Workspace } from '../workspace.ts'
import { contentHash } from './contentHash.ts'
import { barsFileName, lockFile, seriesDir } from './datasetFiles.ts'
import { datasetId } from './datasetId.ts'
import { withLock } from './datasetLock.ts'
import { datasetOf, readRecord, type DatasetRecord } from './datasetRecord.ts'
import { extendDataset } from './extendDataset.ts'
import { newRecord, prepareBars, type Incoming } from './incomingBars.ts'
import type { ImportOutcome, StoreRequest } from './storeRequest.ts'
import { writeDataset } from './writeDataset.ts'

/**
 * Puts bars into the lake: a new dataset, or more bars for one that is there. Many processes may do so at once.
 * @throws BadDataError when the policy of docs/data-quality.md blocks, or stored bars are contradicted and nobody said which side wins;
 * ResourceError when the lock or the disk cannot be had. Whatever is thrown, the dataset is what it was.
 */
export async function storeBars(workspace: Workspace, request: StoreRequest): Promise<ImportOutcome> {
  const incoming = prepareBars(request)
  const id = datasetId(incoming.key)
  return withLock(lockFile(workspace, incoming.key), `Storing ${id}`, async () => {
    const stored = readRecord(seriesDir(workspace, incoming.key))
    if (stored !== undefined && stored.synthetic !== request.synthetic) {
      const [is, comes] = stored.synthetic ? ['synthetic', 'real'] : ['real', 'synthetic']
      throw new UsageError(`${id} holds ${is} bars and cannot take ${comes} ones; give them another exchange or symbol.`, {
        dataset_id: id,
      })
    }
    if (stored !== undefined && isWhole(workspace, stored, incoming)) return extendDataset(workspace, stored, incoming)
    const record = newRecord(incoming, incoming.bars, incoming.quality, [incoming.source])
    await writeDataset(workspace, incoming.bars, record)
    return { outcome: 'created', dataset: datasetOf(record), quality: incoming.quality, addedBars: record.bars, replacedBars: 0 }
  })
}

/** Bars whose file is gone are stored anew where the very same ones come in; anything else could hide a loss. */
function isWhole(workspace: Workspace, stored: DatasetRecord, incoming: Incoming): boolean {
  const file = join(seriesDir(workspace, incoming.key), barsFileName(stored.content_hash))
  return existsSync(file) || contentHash(incoming.bars) !== stored.content_hash
}
