import { parseNumber } from './parseNumber.ts'

const SECOND = 1000
/** Bars of 1990 to 2100: seconds, milliseconds, microseconds and nanoseconds of these years share no number. */
const EARLIEST = Date.UTC(1990, 0, 1) / SECOND
const LATEST = Date.UTC(2100, 0, 1) / SECOND

/** ms UTC of an epoch in s, ms, µs or ns, told by its size; NaN for a number that is none of them. */
export function epochMs(value: number): number {
  if (!(value >= EARLIEST)) return NaN
  if (value < LATEST) return Math.round(value * SECOND)
  if (value < EARLIEST * SECOND) return NaN
  if (value < LATEST * SECOND) return Math.round(value)
  if (value >= EARLIEST * 1e6 && value < LATEST * 1e6) return Math.floor(value / 1e3)
  if (value >= EARLIEST * 1e9 && value < LATEST * 1e9) return Math.floor(value / 1e6)
  return NaN
}

const EXPONENT = /^\+?\d(?:\.(\d*))?e\+?(\d+)$/i

/**
 * An epoch in exponent notation has been through a program that rounds it, a spreadsheet for one, and perhaps through several: it is known
 * only to within one unit of its last digit. Returns ms UTC and that unit in ms, or undefined for anything else.
 */
export function roundedEpoch(text: string): { time: number; slack: number } | undefined {
  const match = EXPONENT.exec(text)
  if (match === null) return undefined
  const value = Number(text)
  const time = epochMs(value)
  if (Number.isNaN(time)) return undefined
  const unit = 10 ** (Number(match[2]) - (match[1]?.length ?? 0))
  return { time, slack: (unit * time) / value }
}

/** ms UTC of the epoch in bytes [from, to), NaN where there is none. */
export function parseEpoch(bytes: Buffer, from: number, to: number): number {
  return epochMs(parseNumber(bytes, from, to))
}

/** True where the field holds an `e`: the notation that loses digits. */
export function hasExponent(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (((bytes[at] as number) | 0x20) === 0x65) return true
  return false
}
