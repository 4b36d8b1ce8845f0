import { BadDataError } from '../../domain/errors.ts'
import { counted } from '../quality/policy.ts'
import { chooseDateFormat } from './chooseDateFormat.ts'
import { dateInFormat } from './dateOrder.ts'
import type { DateFormat } from './dateOrder.ts'
import type { ScannedRows } from './scanRows.ts'

const DAY = 86_400_000

/** ms UTC by date and clock of each row, NaN where there is no date; a date without a clock is midnight. */
function textTimes({ rows, day, packed, clock }: ScannedRows, format: DateFormat | undefined): Float64Array {
  const times = new Float64Array(rows).fill(NaN)
  if (day.length === 0) return times
  for (let i = 0; i < rows; i++) {
    const midnight = packed[i] === 0 || format === undefined ? (day[i] as number) : dateInFormat(packed[i] as number, format)
    times[i] = midnight + (clock[i] || 0)
  }
  return times
}

/** True where a row's text and its exact epoch name different times; a date without a clock names its whole day. */
function disagrees(text: number, epoch: number, hasClock: boolean): boolean {
  return hasClock ? text !== epoch : Math.floor(epoch / DAY) * DAY !== text
}

/**
 * The time of each row. An exact epoch is taken as it stands; where it is absent or was rounded (exponent notation), date and clock are
 * taken, and must lie within the rounding. What disagrees is reported, never mixed.
 * @throws BadDataError for a row without a time, or whose date contradicts its rounded epoch.
 */
export function resolveTimes(name: string, scanned: ScannedRows, given: DateFormat | undefined): { time: Float64Array; notes: string[] } {
  const { rows, epoch, slack, clock } = scanned
  const text = textTimes(scanned, chooseDateFormat(name, scanned, given))
  const time = new Float64Array(rows)
  let rounded = 0
  let disagreeing = 0
  const fail = (row: number, what: string): never => {
    throw new BadDataError(`${name}: row ${row + 1} ${what}.`, { name, row: row + 1 })
  }
  for (let i = 0; i < rows; i++) {
    const exact = slack[i] === 0 ? (epoch[i] ?? NaN) : NaN
    const words = text[i] as number
    time[i] = Number.isNaN(exact) ? words : exact
    if (Number.isNaN(time[i])) {
      fail(
        i,
        (slack[i] ?? 0) > 0
          ? 'has an epoch in exponent notation, which has lost digits, and no date beside it; export the file with whole epochs'
          : 'has no time',
      )
    }
    if (!Number.isNaN(exact) && !Number.isNaN(words) && disagrees(words, exact, !Number.isNaN(clock[i]))) disagreeing++
    if (Number.isNaN(exact) && (slack[i] ?? 0) > 0) {
      rounded++
      const distance = Math.abs(words - (epoch[i] as number))
      if (distance > (slack[i] as number) + (Number.isNaN(clock[i]) ? DAY : 0)) fail(i, 'has a date that contradicts its rounded epoch')
    }
  }
  const notes: string[] = []
  if (rounded > 0)
    notes.push(`${name}: ${counted(rounded, 'row has', 'rows have')} an epoch that a program rounded; date and time were taken there.`)
  if (disagreeing > 0) notes.push(`${name}: date and time disagree with the epoch in ${counted(disagreeing, 'row')}; the epoch was taken.`)
  return { time, notes }
}
