import { drawdownEpisodes } from './drawdown.ts'

/** One fall of a path, for people; places are indices into the path. */
export interface DrawdownRow {
  readonly depth: number
  readonly peak: number
  readonly trough: number
  /** Null while it lasts, as are the periods to it. */
  readonly recovery: number | null
  readonly periods_to_trough: number
  readonly periods_to_recovery: number | null
  /** From the peak to the recovery, or to the end of the path. */
  readonly periods_under_water: number
}

/** The deepest falls of a path of wealth or equity, deepest first, the earlier one of equals. */
export function drawdownTable(path: Float64Array, most = 5): DrawdownRow[] {
  const rows = drawdownEpisodes(path).map(({ depth, peak, trough, recovery }) => ({
    depth,
    peak,
    trough,
    recovery,
    periods_to_trough: trough - peak,
    periods_to_recovery: recovery === null ? null : recovery - trough,
    periods_under_water: (recovery ?? path.length - 1) - peak,
  }))
  return rows.sort((a, b) => b.depth - a.depth).slice(0, most)
}
