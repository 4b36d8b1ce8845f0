import type { ContractSeries, SeriesKind } from '../../domain/contractSeries.ts'
import type { Dataset } from '../../domain/dataset.ts'
import type { MarketData } from '../../domain/market.ts'
import type { Workspace } from '../workspace.ts'
import { loadFunding, loadMark } from './loadSeries.ts'
import { contractKey, seriesDir } from './seriesKey.ts'
import { readSeriesRecord, seriesOf } from './seriesRecord.ts'

/** The series of the dataset's own exchange and symbol, mark prices in its own timeframe; undefined where the lake has none. */
export function ownSeries(workspace: Workspace, kind: SeriesKind, dataset: Dataset): ContractSeries | undefined {
  const record = readSeriesRecord(seriesDir(workspace, contractKey(kind, dataset.exchange, dataset.symbol, dataset.timeframe)))
  return record && seriesOf(record)
}

/** As the engine takes them; undefined where there is neither. @throws BadDataError for damaged rows. */
export async function loadContract(
  workspace: Workspace,
  funding: ContractSeries | undefined,
  mark: ContractSeries | undefined,
): Promise<Pick<MarketData, 'funding' | 'mark'> | undefined> {
  if (funding === undefined && mark === undefined) return undefined
  return {
    ...(funding === undefined ? {} : { funding: await loadFunding(workspace, funding) }),
    ...(mark === undefined ? {} : { mark: await loadMark(workspace, mark) }),
  }
}

/** What a person should know where a series does not reach over a window (ms UTC): `without` is what then holds outside of it. */
export function coverage(series: ContractSeries, { from, to }: { readonly from: number; readonly to: number }, without: string): string[] {
  const [first, last] = [Date.parse(series.first_time), Date.parse(series.last_time)]
  // A payment or a bar less at either end is none missing.
  const slack = 86_400_000
  if (first <= from + slack && last >= to - slack) return []
  return [`${series.series_id} covers ${series.first_time.slice(0, 10)} to ${series.last_time.slice(0, 10)} only: outside, ${without}.`]
}
