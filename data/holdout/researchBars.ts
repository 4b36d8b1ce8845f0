import { barCount, firstBarAtOrAfter, type Bars } from '../../domain/bars.ts'
import type { Workspace } from '../workspace.ts'
import { loadBars } from '../lake/loadBars.ts'

/** A dataset's bars before its seal, as columns of their own: behind a view the sealed ones would still be there. */
export async function loadResearchBars(workspace: Workspace, datasetId: string, sealed: number): Promise<Bars> {
  const bars = await loadBars(workspace, datasetId)
  const end = firstBarAtOrAfter(bars, sealed)
  if (end === barCount(bars)) return bars
  const { time, open, high, low, close, volume } = bars
  const cut = (column: Float64Array): Float64Array => column.slice(0, end)
  return { time: cut(time), open: cut(open), high: cut(high), low: cut(low), close: cut(close), volume: cut(volume) }
}
