import { join } from 'node:path'
import type { SeriesKind } from '../../domain/contractSeries.ts'
import { UsageError } from '../../domain/errors.ts'
import { isTimeframe, type Timeframe } from '../../domain/timeframe.ts'
import { seriesKey } from '../lake/datasetId.ts'
import type { Workspace } from '../workspace.ts'

/** Which series; funding has payments and no timeframe. */
export type ContractKey =
  | { readonly kind: 'funding'; readonly exchange: string; readonly symbol: string; readonly timeframe: null }
  | { readonly kind: 'mark'; readonly exchange: string; readonly symbol: string; readonly timeframe: Timeframe }

/** @throws UsageError naming the part that cannot be one. */
export function contractKey(kind: SeriesKind, exchange: string, symbol: string, timeframe: string | undefined): ContractKey {
  if (kind === 'mark' && timeframe === undefined) throw new UsageError('Mark prices are bars: say how long with --timeframe, such as 1h.')
  // Of funding, any timeframe will do to check the other two parts.
  const key = seriesKey(exchange, symbol, kind === 'mark' ? (timeframe ?? '') : '1h')
  return kind === 'mark' ? { ...key, kind } : { ...key, kind, timeframe: null }
}

/** `binance:BTCUSDT-PERP:funding`, `binance:BTCUSDT-PERP:mark-1h`. */
export function seriesId({ kind, exchange, symbol, timeframe }: ContractKey): string {
  return `${exchange}:${symbol}:${kind === 'funding' ? kind : `mark-${timeframe}`}`
}

/** Undefined for what is the id of no such series. */
export function parseSeriesId(id: string): ContractKey | undefined {
  const match = /^([^:]+):(.+):(?:(funding)|mark-(\w+))$/.exec(id.trim())
  if (match === null) return undefined
  const [, exchange = '', symbol = '', funding, timeframe = ''] = match
  if (funding === undefined && !isTimeframe(timeframe)) return undefined
  return contractKey(funding === undefined ? 'mark' : 'funding', exchange, symbol, timeframe)
}

export function kindDir({ lakeDir }: Workspace, kind: SeriesKind): string {
  return join(lakeDir, kind)
}

/** Hive-partitioned like the bars, beside them. */
export function seriesDir(workspace: Workspace, key: ContractKey): string {
  const symbol = join(kindDir(workspace, key.kind), `exchange=${key.exchange}`, `symbol=${encodeURIComponent(key.symbol)}`)
  return key.kind === 'mark' ? join(symbol, `timeframe=${key.timeframe}`) : symbol
}

export function seriesLock({ locksDir }: Workspace, key: ContractKey): string {
  return join(locksDir, `series-${encodeURIComponent(seriesId(key))}.lock`)
}
