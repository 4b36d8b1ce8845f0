/** Powers of ten that a double holds exactly: with a whole number below 2^53, one division by them rounds correctly (Clinger 1990). */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const LARGEST_EXACT = 9_007_199_254_740_991

const MINUS = 0x2d
const PLUS = 0x2b
const POINT = 0x2e
const ZERO = 0x30

const STRICT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const MISSING = new Set(['', 'nan', 'null', 'none', 'na', 'n/a', '-', '\\n'])

function slowNumber(bytes: Buffer, from: number, to: number): number {
  const text = bytes.toString('latin1', from, to).trim()
  return STRICT.test(text) ? Number(text) : NaN
}

/** The decimal number in bytes [from, to), correctly rounded; NaN for anything else. Ordinary numbers cost no text. */
export function parseNumber(bytes: Buffer, from: number, to: number): number {
  let at = from
  const negative = bytes[at] === MINUS
  if (negative || bytes[at] === PLUS) at++
  let digits = 0
  let whole = 0
  let decimals = -1
  for (; at < to; at++) {
    const byte = bytes[at] as number
    if (byte === POINT && decimals < 0) {
      decimals = 0
      continue
    }
    const digit = byte - ZERO
    if (digit < 0 || digit > 9) return slowNumber(bytes, from, to)
    whole = whole * 10 + digit
    digits++
    if (decimals >= 0) decimals++
  }
  if (digits === 0 || whole > LARGEST_EXACT || decimals > 22) return slowNumber(bytes, from, to)
  const value = decimals > 0 ? whole / (POWERS[decimals] as number) : whole
  return negative ? -value : value
}

/** True for what programs write where there is no value: nothing, NaN, null, NA, a dash. */
export function isMissing(bytes: Buffer, from: number, to: number): boolean {
  return to <= from || MISSING.has(bytes.toString('latin1', from, to).trim().toLowerCase())
}
