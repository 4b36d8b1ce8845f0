import type { FundingReport } from '../../domain/contractSeries.ts'
import { BadDataError } from '../../domain/errors.ts'
import { findGaps, type Gaps } from '../quality/gaps.ts'
import type { RowDefects } from '../quality/findings.ts'
import { usualStep } from '../quality/grid.ts'
import { counted } from '../quality/policy.ts'
import { defectCount, isoTime, newTally, tally, type Tally } from '../quality/tally.ts'
import type { SeriesRows } from './seriesColumns.ts'

const HOUR_MS = 3_600_000
/** Exchanges stamp some milliseconds late; what is later than this belongs to no full hour. As the engine has it (rule 27). */
const LATE_MS = 60_000
/** Of the position's value at once: more is an exception that a person should look at. */
const EXTREME = 0.01

interface Found {
  readonly late: Tally
  readonly latest: number
  readonly offGrid: Tally
  readonly missing: Tally
  readonly extreme: Tally
  /** Of 100 % and more: no fractions. */
  readonly impossible: Tally
  /** Two within a minute are one payment written twice. */
  readonly twice: Tally
  readonly gaps: Gaps
  readonly step: number
}

function look({ time, open }: SeriesRows): Found {
  const found = {
    late: newTally(),
    offGrid: newTally(),
    missing: newTally(),
    extreme: newTally(),
    impossible: newTally(),
    twice: newTally(),
  }
  let latest = 0
  for (let i = 0; i < time.length; i++) {
    const stamp = time[i] as number
    const rate = open[i] as number
    const late = stamp % HOUR_MS
    if (late >= LATE_MS) tally(found.offGrid, stamp)
    else if (late > 0) tally(found.late, stamp)
    if (late < LATE_MS) latest = Math.max(latest, late)
    if (Number.isNaN(rate)) tally(found.missing, stamp)
    if (Math.abs(rate) > EXTREME) tally(found.extreme, stamp)
    if (Math.abs(rate) >= 1) tally(found.impossible, stamp)
    if (i > 0 && stamp - (time[i - 1] as number) < LATE_MS) tally(found.twice, stamp)
  }
  const hours = time.map((stamp) => Math.round(stamp / LATE_MS) * LATE_MS)
  const step = usualStep(hours) ?? 8 * HOUR_MS
  return { ...found, latest, step, gaps: findGaps(hours, step) }
}

const first = ({ times }: Tally): string => (times[0] === undefined ? '' : ` (first ${isoTime(times[0])})`)

function blocking({ missing, impossible, twice }: Found, rows: RowDefects, keep: string | undefined): string[] {
  const sentences: string[] = []
  if (rows.conflicting.count > 0 && keep === undefined)
    sentences.push(
      `${counted(rows.conflicting.count, 'row repeats', 'rows repeat')} the time of another with another rate${first(rows.conflicting)}: say which to keep with --on-conflict first or last.`,
    )
  if (missing.count > 0)
    sentences.push(
      `${counted(missing.count, 'row')} without a rate${first(missing)}: remove these rows, so that they count as missing payments.`,
    )
  if (impossible.count > 0)
    sentences.push(`${counted(impossible.count, 'rate')} of 100 % and more${first(impossible)}: rates are fractions, 0.0001 for 1 bp.`)
  if (twice.count > 0)
    sentences.push(
      `${counted(twice.count, 'payment')} less than a minute after another${first(twice)}: one payment written twice would be paid twice; remove one.`,
    )
  return sentences
}

function warnings({ gaps, extreme, offGrid }: Found, rows: RowDefects, time: Float64Array): string[] {
  const sentences: string[] = []
  if (gaps.missingBars > 0)
    sentences.push(
      `${counted(gaps.missingBars, 'payment')} missing in ${counted(gaps.gaps, 'gap')}, the longest of ${gaps.longestBars} after ${isoTime(time[gaps.longestAfter] as number)}; nothing is paid there.`,
    )
  if (rows.identical > 0)
    sentences.push(`${counted(rows.identical, 'row')} repeated another exactly and ${rows.identical === 1 ? 'was' : 'were'} left out.`)
  if (rows.unsorted > 0)
    sentences.push(`${counted(rows.unsorted, 'row')} stood out of order and ${rows.unsorted === 1 ? 'was' : 'were'} sorted in.`)
  if (offGrid.count > 0) sentences.push(`${counted(offGrid.count, 'payment')} at no full hour${first(offGrid)}.`)
  if (extreme.count > 0) sentences.push(`${counted(extreme.count, 'rate')} beyond 1 % at once${first(extreme)}.`)
  return sentences
}

/**
 * The quality report of funding rates in ascending order with unique stamps; it measures and never repairs.
 * @throws BadDataError where there is none.
 */
export function assessFunding(series: SeriesRows, rows: RowDefects, notes: readonly string[], keep?: string): FundingReport {
  const { time, open: rates } = series
  const [start, end] = [time[0], time.at(-1)]
  if (start === undefined || end === undefined) throw new BadDataError('There is not a single funding rate.')
  const found = look(series)
  const { gaps } = found
  const known = rates.filter((rate) => !Number.isNaN(rate))
  return {
    rows: time.length + rows.identical + rows.conflicting.count,
    first_time: isoTime(start),
    last_time: isoTime(end),
    interval_hours: found.step / HOUR_MS,
    missing_payments: gaps.missingBars,
    gaps: gaps.gaps,
    longest_gap_payments: gaps.longestBars,
    longest_gap_after: gaps.longestAfter < 0 ? null : isoTime(time[gaps.longestAfter] as number),
    duplicates_identical: rows.identical,
    duplicates_conflicting: rows.conflicting.count,
    unsorted_rows: rows.unsorted,
    late_stamps: defectCount(found.late),
    latest_stamp_ms: found.latest,
    off_grid_rows: found.offGrid.count,
    missing_values: defectCount(found.missing),
    extreme_rates: defectCount(found.extreme),
    lowest_rate: known.reduce((low, rate) => Math.min(low, rate), Infinity),
    highest_rate: known.reduce((high, rate) => Math.max(high, rate), -Infinity),
    mean_rate: known.reduce((sum, rate) => sum + rate, 0) / known.length,
    blocking: blocking(found, rows, keep),
    warnings: [...notes, ...warnings(found, rows, time)],
  }
}
