import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'

/** Orders in which day, month and year are written where the year does not come first with four digits. */
export const DATE_FORMATS = ['dd-mm-yy', 'mm-dd-yy', 'yy-mm-dd', 'dd-mm-yyyy', 'mm-dd-yyyy'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

const DAY = 86_400_000
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** @throws UsageError for anything but a known order; `/` and `.` count as `-`. */
export function parseDateFormat(text: string): DateFormat {
  const format = text.toLowerCase().replaceAll(/[/.]/g, '-')
  const known = DATE_FORMATS.find((one) => one === format)
  if (known === undefined)
    throw new UsageError(`Unknown --date-format "${text}"${didYouMean(format, DATE_FORMATS)}; known: ${DATE_FORMATS.join(' ')}.`)
  return known
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** ms UTC of midnight of a day of the Gregorian calendar, NaN for a day that it does not have. */
export function dayMs(year: number, month: number, day: number): number {
  const days = MONTH_DAYS[month - 1]
  if (days === undefined || day < 1 || day > (month === 2 && isLeap(year) ? 29 : days)) return NaN
  // Days since 1970 by counting years from 1 March, so that a leap day comes last.
  const shifted = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + dayOfYear - 719_468) * DAY
}

/** Three numbers of a date whose order is not known yet, in one. */
export function packDate(a: number, b: number, c: number): number {
  return (a * 100 + b) * 10_000 + c
}

/** ms UTC of a packed date read in `format`; NaN where it does not fit. Two digits of a year mean 2000 to 2099. */
export function dateInFormat(packed: number, format: DateFormat): number {
  const c = packed % 10_000
  const b = Math.floor(packed / 10_000) % 100
  const a = Math.floor(packed / 1_000_000)
  const longYear = c >= 1000
  switch (format) {
    case 'dd-mm-yy':
      return longYear ? NaN : dayMs(2000 + c, b, a)
    case 'mm-dd-yy':
      return longYear ? NaN : dayMs(2000 + c, a, b)
    case 'yy-mm-dd':
      return longYear ? NaN : dayMs(2000 + a, b, c)
    case 'dd-mm-yyyy':
      return longYear ? dayMs(c, b, a) : NaN
    case 'mm-dd-yyyy':
      return longYear ? dayMs(c, a, b) : NaN
  }
}
