import type { Bars } from '../../domain/bars.ts'
import type { QualityReport } from '../../domain/dataset.ts'
import { BadDataError } from '../../domain/errors.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { findAll, NO_ROW_DEFECTS } from './findings.ts'
import type { RowDefects } from './findings.ts'
import { blockingSentences, warningSentences } from './policy.ts'
import type { Leniency } from './policy.ts'
import { defectCount, isoTime } from './tally.ts'

export interface Assessment extends Leniency {
  readonly timeframe: Timeframe
  /** ms UTC; decides whether the last bar has ended. */
  readonly now: number
  readonly rows?: RowDefects | undefined
  /** Sentences about the sources, to stand among the warnings. */
  readonly notes?: readonly string[] | undefined
}

/**
 * The quality report of bars in ascending order with unique stamps; it measures and never repairs.
 * @throws BadDataError when there is no bar at all.
 */
export function assessBars(bars: Bars, { timeframe, now, rows = NO_ROW_DEFECTS, notes = [], ...lenient }: Assessment): QualityReport {
  const first = bars.time[0]
  const last = bars.time.at(-1)
  if (first === undefined || last === undefined) throw new BadDataError('There is not a single bar.')
  const found = findAll(bars, timeframe, rows, now)
  const { gaps } = found
  return {
    rows: bars.time.length + rows.identical + rows.conflicting.count,
    first_time: isoTime(first),
    last_time: isoTime(last),
    missing_bars: gaps.missingBars,
    gaps: gaps.gaps,
    longest_gap_bars: gaps.longestBars,
    longest_gap_after: gaps.longestAfter < 0 ? null : isoTime(bars.time[gaps.longestAfter] as number),
    duplicates_identical: rows.identical,
    duplicates_conflicting: rows.conflicting.count,
    unsorted_rows: rows.unsorted,
    off_grid_rows: found.offGrid.count,
    ohlc_violations: defectCount(found.ohlcViolations),
    non_positive_prices: defectCount(found.nonPositivePrices),
    missing_values: defectCount(found.missingValues),
    zero_volume_bars: defectCount(found.zeroVolumes),
    bad_prints: defectCount(found.badPrints),
    stale_runs: defectCount(found.staleRuns.runs),
    longest_stale_run_bars: found.staleRuns.longest,
    unfinished_last_bar: found.unfinishedLastBar,
    blocking: blockingSentences(found, lenient),
    warnings: [...notes, ...warningSentences(found, lenient)],
  }
}
