import { dayMs, packDate } from './dateOrder.ts'

/** A time in words, as far as the text alone tells it. One object is filled again and again: there are millions of rows. */
export interface TextTime {
  /** ms UTC of midnight, NaN where the order of day, month and year is not known yet. */
  day: number
  /** The three numbers of such a date (packDate), else 0. */
  packed: number
  /** ms after midnight of UTC: a zone that the text states is taken off. NaN where there is no clock. */
  clock: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ZERO = 0x30
const DASH = 0x2d
const COLON = 0x3a

const DATE = /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2}))(?:[T ]\s*(.+))?$/i
const CLOCK = /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?[\s-]*([AP]M)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i
const UTC_TAIL = Buffer.from('+00:00')

function twoDigits(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - ZERO
  const ones = (bytes[at + 1] as number) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

function clockMs(hour: number, minute: number, second: number): number {
  return hour < 24 && minute < 60 && second < 60 ? hour * HOUR + minute * MINUTE + second * 1000 : NaN
}

function zoneMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '')
  if (match === null) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * HOUR + Number(match[3] ?? 0) * MINUTE)
}

/**
 * ms after midnight of UTC of a clock such as `13:00`, `01:00:00.5 PM`, `04-PM`, `09:30:00+02:00`; NaN for anything else.
 * Without AM or PM it is a 24-hour clock, without a zone it is UTC.
 */
export function parseClock(text: string): number {
  const match = CLOCK.exec(text.trim())
  if (match === null) return NaN
  const [, hours = '', minutes, seconds, fraction, half, zone] = match
  if (minutes === undefined && half === undefined) return NaN
  let hour = Number(hours)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return NaN
    hour = (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
  }
  const milliseconds = Math.floor(Number(`0.${fraction ?? '0'}`) * 1000 + 1e-6)
  return clockMs(hour, Number(minutes ?? 0), Number(seconds ?? 0)) + milliseconds - zoneMs(zone)
}

function parseSlowly(text: string, into: TextTime): boolean {
  const match = DATE.exec(text.trim())
  if (match === null) return false
  const [, year, month, day, compactYear, compactMonth, compactDay, a, b, c, rest] = match
  into.packed = a === undefined ? 0 : packDate(Number(a), Number(b), Number(c))
  into.day = a === undefined ? dayMs(Number(year ?? compactYear), Number(month ?? compactMonth), Number(day ?? compactDay)) : NaN
  into.clock = rest === undefined ? NaN : parseClock(rest)
  return (into.packed > 0 || !Number.isNaN(into.day)) && (rest === undefined || !Number.isNaN(into.clock))
}

/**
 * Reads a date with or without a clock out of bytes [from, to): ISO-8601, `/` or `.` between, the year first or last, AM and PM.
 * Returns false for anything else, and `into` is then undefined in content.
 */
export function parseTextTime(bytes: Buffer, from: number, to: number, into: TextTime): boolean {
  const length = to - from
  const isIso =
    length >= 10 && bytes[from + 4] === DASH && bytes[from + 7] === DASH && (length === 10 || (length >= 19 && bytes[from + 13] === COLON))
  if (!isIso) return parseSlowly(bytes.toString('latin1', from, to), into)
  const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2)
  into.day = dayMs(year, twoDigits(bytes, from + 5), twoDigits(bytes, from + 8))
  into.packed = 0
  into.clock = length === 10 ? NaN : clockMs(twoDigits(bytes, from + 11), twoDigits(bytes, from + 14), twoDigits(bytes, from + 17))
  if (length === 10) return !Number.isNaN(into.day)
  const plain = length === 19 || (length === 25 && UTC_TAIL.compare(bytes, from + 19, to) === 0)
  if (!plain || bytes[from + 16] !== COLON) return parseSlowly(bytes.toString('latin1', from, to), into)
  return !Number.isNaN(into.day + into.clock)
}
