import { join } from 'node:path'
import type { Workspace } from '../workspace.ts'
import { datasetId } from './datasetId.ts'
import type { SeriesKey } from './datasetId.ts'

export const RECORD_FILE = 'dataset.json'

/** Hive-partitioned, so that plain DuckDB reads exchange, symbol and timeframe as columns; `/` and `:` are percent-encoded. */
export function seriesDir(workspace: Workspace, { exchange, symbol, timeframe }: SeriesKey): string {
  return join(ohlcvDir(workspace), `exchange=${exchange}`, `symbol=${encodeURIComponent(symbol)}`, `timeframe=${timeframe}`)
}

export function ohlcvDir(workspace: Workspace): string {
  return join(workspace.lakeDir, 'ohlcv')
}

/** Named by content: a record can point only to the very bars it describes. */
export function barsFileName(contentHash: string): string {
  return `bars-${contentHash.slice(0, 16)}.parquet`
}

/** Raw columns by content; may be deleted at any time. */
export function columnCacheFile(workspace: Workspace, contentHash: string): string {
  return join(workspace.cacheDir, 'bars', `${contentHash}.arrow`)
}

export function lockFile(workspace: Workspace, key: SeriesKey): string {
  return join(workspace.locksDir, `dataset-${encodeURIComponent(datasetId(key))}.lock`)
}
