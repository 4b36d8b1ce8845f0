import { hasExponent, parseEpoch, roundedEpoch } from './parseEpoch.ts'
import { isMissing, parseNumber } from './parseNumber.ts'
import { parseClock, parseTextTime } from './parseTextTime.ts'
import type { TextTime } from './parseTextTime.ts'

/** Reads the field in bytes [from, to) of one row into its column; returns what is wrong with it, or undefined. */
export type FieldReader = (bytes: Buffer, from: number, to: number, row: number) => string | undefined

function shown(bytes: Buffer, from: number, to: number): string {
  return JSON.stringify(bytes.toString('utf8', from, Math.min(to, from + 40)))
}

export function numberReader(column: Float64Array, name: string): FieldReader {
  return (bytes, from, to, row) => {
    const value = parseNumber(bytes, from, to)
    column[row] = value
    if (value === value || isMissing(bytes, from, to)) return undefined
    return `${shown(bytes, from, to)} is no number (${name})`
  }
}

/** `slack` gets one unit of the last digit, in ms, of an epoch that a program has rounded, and 0 for an exact one. */
export function epochReader(column: Float64Array, slack: Float64Array): FieldReader {
  return (bytes, from, to, row) => {
    if (hasExponent(bytes, from, to)) {
      const rounded = roundedEpoch(bytes.toString('latin1', from, to))
      column[row] = rounded?.time ?? NaN
      slack[row] = rounded?.slack ?? 0
    } else {
      column[row] = parseEpoch(bytes, from, to)
    }
    if (!Number.isNaN(column[row]) || isMissing(bytes, from, to)) return undefined
    return `${shown(bytes, from, to)} is no time in seconds, milliseconds, microseconds or nanoseconds since 1970`
  }
}

/** `day` and `clock` in ms; `packed` holds the numbers of a date whose order is open. */
export function dateReader(day: Float64Array, packed: Float64Array, clock: Float64Array | undefined): FieldReader {
  const text: TextTime = { day: NaN, packed: 0, clock: NaN }
  return (bytes, from, to, row) => {
    if (!parseTextTime(bytes, from, to, text)) {
      return isMissing(bytes, from, to) ? undefined : `${shown(bytes, from, to)} is no date that can be read`
    }
    day[row] = text.day
    packed[row] = text.packed
    if (clock !== undefined) clock[row] = text.clock
    return undefined
  }
}

export function clockReader(column: Float64Array): FieldReader {
  return (bytes, from, to, row) => {
    column[row] = parseClock(bytes.toString('latin1', from, to))
    if (!Number.isNaN(column[row]) || isMissing(bytes, from, to)) return undefined
    return `${shown(bytes, from, to)} is no time of day that can be read`
  }
}
