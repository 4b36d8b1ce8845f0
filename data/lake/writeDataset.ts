import { rmSync } from 'node:fs'
import type { Bars } from '../../domain/bars.ts'
import type { Workspace } from '../workspace.ts'
import { writeColumnCache } from './columnCache.ts'
import { barsFileName, columnCacheFile, RECORD_FILE, seriesDir } from './datasetFiles.ts'
import { readRecord } from './datasetRecord.ts'
import type { DatasetRecord } from './datasetRecord.ts'
import { writeParquet } from './parquetBars.ts'
import { publishVersion } from './publishVersion.ts'

/** Stores one version of a dataset, under its lock. @throws ResourceError when the disk does not take it; the old version stands. */
export async function writeDataset(workspace: Workspace, bars: Bars, record: DatasetRecord): Promise<void> {
  const directory = seriesDir(workspace, record)
  const old = readRecord(directory)
  await publishVersion({
    directory,
    id: record.dataset_id,
    recordFile: RECORD_FILE,
    rowsFile: barsFileName(record.content_hash),
    oldRowsFile: old && barsFileName(old.content_hash),
    record,
    writeRows: (file) => writeParquet(bars, file),
  })
  if (old !== undefined && old.content_hash !== record.content_hash) rmSync(columnCacheFile(workspace, old.content_hash), { force: true })
  writeColumnCache(columnCacheFile(workspace, record.content_hash), bars)
}
