import type { ContractSeries } from '../../domain/contractSeries.ts'
import type { Workspace } from '../workspace.ts'
import { assessStoredSeries } from './assessStoredSeries.ts'
import { findSeries, readSeriesRows } from './loadSeries.ts'
import { seriesDir, type ContractKey } from './seriesKey.ts'
import { readSeriesRecord } from './seriesRecord.ts'

/**
 * Reads a series from its Parquet file, checks it against the content hash and measures its quality anew. What only the imports could see,
 * duplicates and order, is what they reported. @throws NoSuchIdError for an unknown id, BadDataError when file and record disagree.
 */
export async function checkSeries(workspace: Workspace, id: string, now: number = Date.now()): Promise<ContractSeries> {
  const series = findSeries(workspace, id)
  const record = readSeriesRecord(seriesDir(workspace, series as ContractKey)) ?? { ...series, sources: [] }
  const rows = await readSeriesRows(workspace, record)
  return { ...series, quality: assessStoredSeries(rows, record, now) } as ContractSeries
}
