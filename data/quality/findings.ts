import type { Bars } from '../../domain/bars.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { findBadPrints } from './badPrints.ts'
import { findBarDefects } from './barDefects.ts'
import type { BarDefects } from './barDefects.ts'
import { findGapJumps } from './gapJumps.ts'
import { findGaps } from './gaps.ts'
import type { Gaps } from './gaps.ts'
import { gridOffset, timeframeOf, usualStep } from './grid.ts'
import { findStaleRuns } from './staleRuns.ts'
import { newTally, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** What can be told only from the rows as they came, before they were put in order. */
export interface RowDefects {
  readonly identical: number
  readonly conflicting: Tally
  readonly unsorted: number
}

export const NO_ROW_DEFECTS: RowDefects = { identical: 0, conflicting: { count: 0, times: [] }, unsorted: 0 }

/** Everything that was found, before the policy says what it means. */
export interface Findings extends BarDefects {
  readonly bars: Bars
  readonly timeframe: Timeframe
  readonly rows: RowDefects
  readonly gaps: Gaps
  readonly offGrid: Tally
  readonly offset: number
  /** Most frequent distance between neighbours where it is not the timeframe, in ms. */
  readonly otherStep: number | undefined
  readonly badPrints: Tally
  readonly staleRuns: { runs: Tally; longest: number }
  readonly gapJumps: Tally
  readonly unfinishedLastBar: boolean
}

/** Distance that contradicts the timeframe: a finer one always does, a coarser one where every bar stands on its grid. */
function contradictingStep(time: Float64Array, step: number): number | undefined {
  const usual = usualStep(time)
  if (usual === undefined || usual === step) return undefined
  if (usual < step) return usual
  const first = time[0] as number
  return timeframeOf(usual) !== undefined && time.every((stamp) => (stamp - first) % usual === 0) ? usual : undefined
}

/** Measures bars that are in ascending order with unique stamps. `now` decides whether the last bar has ended. */
export function findAll(bars: Bars, timeframe: Timeframe, rows: RowDefects, now: number): Findings {
  const step = timeframeMs(timeframe)
  const offset = gridOffset(bars.time, timeframe)
  const offGrid = newTally()
  for (const time of bars.time) if (time % step !== offset) tally(offGrid, time)
  return {
    ...findBarDefects(bars),
    bars,
    timeframe,
    rows,
    gaps: findGaps(bars.time, step),
    offGrid,
    offset,
    otherStep: contradictingStep(bars.time, step),
    badPrints: findBadPrints(bars),
    staleRuns: findStaleRuns(bars),
    gapJumps: findGapJumps(bars, step),
    unfinishedLastBar: (bars.time.at(-1) ?? 0) + step > now,
  }
}
