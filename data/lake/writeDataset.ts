import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Bars } from '../../domain/bars.ts'
import type { Workspace } from '../workspace.ts'
import { writeColumnCache } from './columnCache.ts'
import { barsFileName, columnCacheFile, RECORD_FILE, seriesDir } from './datasetFiles.ts'
import { readRecord } from './datasetRecord.ts'
import type { DatasetRecord } from './datasetRecord.ts'
import { publishFile, temporaryName, writeDurably } from './durableFile.ts'
import { writeParquet } from './parquetBars.ts'
import { resourceFailure } from './resourceFailure.ts'

/** Removes what no record points to: the bars of an older version and what a killed process left behind. */
function removeAllBut(directory: string, keep: readonly string[]): void {
  for (const name of readdirSync(directory)) {
    if (!keep.includes(name)) rmSync(join(directory, name), { force: true, recursive: true })
  }
}

/**
 * Stores one version of a dataset, under its lock. Bars go first, under a name that is their content's; the record that points to them is
 * put in place by one rename, and only then does the older version go. A kill at any point leaves the old dataset or the new one.
 * @throws ResourceError when the disk does not take it; the old version stands.
 */
export async function writeDataset(workspace: Workspace, bars: Bars, record: DatasetRecord): Promise<void> {
  const directory = seriesDir(workspace, record)
  const barsFile = barsFileName(record.content_hash)
  const temporary = temporaryName(join(directory, barsFile))
  try {
    mkdirSync(directory, { recursive: true })
    const old = readRecord(directory)
    const oldFile = old === undefined ? barsFile : barsFileName(old.content_hash)
    removeAllBut(directory, [RECORD_FILE, oldFile])
    await writeParquet(bars, temporary)
    publishFile(temporary, join(directory, barsFile))
    writeDurably(join(directory, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`)
    removeAllBut(directory, [RECORD_FILE, barsFile])
    if (old !== undefined && old.content_hash !== record.content_hash) rmSync(columnCacheFile(workspace, old.content_hash), { force: true })
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    throw resourceFailure(error, `Writing ${record.dataset_id} into the lake`)
  }
  writeColumnCache(columnCacheFile(workspace, record.content_hash), bars)
}
