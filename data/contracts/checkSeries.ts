import type { ContractSeries } from '../../domain/contractSeries.ts'
import { NO_ROW_DEFECTS } from '../quality/findings.ts'
import type { Workspace } from '../workspace.ts'
import { assessSeries } from './assessSeries.ts'
import { findSeries, readSeriesRows } from './loadSeries.ts'
import type { ContractKey } from './seriesKey.ts'

/**
 * Reads a series from its Parquet file, checks it against the content hash and measures its quality anew. What only the imports could see,
 * duplicates and order, is not in it. @throws NoSuchIdError for an unknown id, BadDataError when file and record disagree.
 */
export async function checkSeries(workspace: Workspace, id: string, now: number = Date.now()): Promise<ContractSeries> {
  const series = findSeries(workspace, id)
  const rows = await readSeriesRows(workspace, series)
  const quality = assessSeries(series as ContractKey, rows, {
    rows: NO_ROW_DEFECTS,
    notes: [],
    now,
    onConflict: 'first',
    accept: ['ohlc_violations'],
  })
  return { ...series, quality } as ContractSeries
}
