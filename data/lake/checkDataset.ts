import type { Dataset, QualityReport } from '../../domain/dataset.ts'
import type { Workspace } from '../workspace.ts'
import { seriesDir } from './datasetFiles.ts'
import { datasetOf, readRecord } from './datasetRecord.ts'
import { assessStored } from './extendDataset.ts'
import { findDataset } from './findDataset.ts'
import { readStoredBars } from './loadBars.ts'

/**
 * Reads a dataset's bars from its Parquet file, checks them against the content hash and measures their quality anew.
 * What only the imports could see, duplicates and order, is what they reported.
 * @throws NoSuchIdError for an unknown id, BadDataError when file and record disagree.
 */
export async function checkDataset(
  workspace: Workspace,
  id: string,
  now: number = Date.now(),
): Promise<{ dataset: Dataset; quality: QualityReport }> {
  const found = await findDataset(workspace, id)
  const record = readRecord(seriesDir(workspace, found)) ?? { ...found, sources: [] }
  const bars = await readStoredBars(workspace, record)
  return { dataset: datasetOf(record), quality: assessStored(bars, record, now) }
}
