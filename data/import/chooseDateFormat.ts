import { BadDataError, UsageError } from '../../domain/errors.ts'
import { DATE_FORMATS, dateInFormat } from './dateOrder.ts'
import type { DateFormat } from './dateOrder.ts'
import type { ScannedRows } from './scanRows.ts'

const DAY = 86_400_000
/** Share of rows with an epoch of their own whose date has to agree with it; a typing error must not hide the order of all others. */
const AGREEING = 0.99

/** How one order of day, month and year fits the rows. */
interface Fit {
  /** First row whose time only the date can tell and which this order cannot read, or which contradicts a rounded epoch; -1 without one. */
  readonly firstMisfit: number
  /** Rows with an exact epoch on the same day, give or take a day, and rows with one. */
  readonly agreeing: number
  readonly witnesses: number
}

function fitOf(format: DateFormat, { rows, packed, epoch, slack, clock }: ScannedRows): Fit {
  let firstMisfit = -1
  let agreeing = 0
  let witnesses = 0
  for (let i = 0; i < rows; i++) {
    if (packed[i] === 0) continue
    const day = dateInFormat(packed[i] as number, format)
    const known = epoch[i] ?? NaN
    if (!Number.isNaN(known) && slack[i] === 0) {
      witnesses++
      if (Math.abs(day - known) <= DAY) agreeing++
      continue
    }
    const contradicts = Math.abs(day + (clock[i] || 0) - known) > (slack[i] ?? 0) + DAY
    if (firstMisfit < 0 && (Number.isNaN(day) || contradicts)) firstMisfit = i
  }
  return { firstMisfit, agreeing, witnesses }
}

/**
 * The order of day, month and year: the one that was given, or the only one that fits all rows.
 * Epochs in other rows are witnesses: an order that contradicts them is not the file's.
 * @throws BadDataError where none fits, UsageError naming --date-format where several do.
 */
export function chooseDateFormat(name: string, scanned: ScannedRows, given: DateFormat | undefined): DateFormat | undefined {
  if (!scanned.packed.some((packed) => packed > 0)) return undefined
  if (given !== undefined) {
    const { firstMisfit } = fitOf(given, scanned)
    if (firstMisfit >= 0)
      throw new BadDataError(`${name}: the date in row ${firstMisfit + 1} is not written as ${given}.`, { name, row: firstMisfit + 1 })
    return given
  }
  const fitting = DATE_FORMATS.filter((format) => {
    const { firstMisfit, agreeing, witnesses } = fitOf(format, scanned)
    return firstMisfit < 0 && agreeing >= AGREEING * witnesses
  })
  const [only, ...others] = fitting
  if (only === undefined) {
    throw new BadDataError(`${name}: no order of day, month and year fits the dates of all rows; write them as yyyy-mm-dd.`, { name })
  }
  if (others.length > 0) {
    throw new UsageError(`${name}: the dates can be read as ${fitting.join(' or as ')}; say which with --date-format.`, { name, fitting })
  }
  return only
}
