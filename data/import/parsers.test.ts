import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DATE_FORMATS, dateInFormat, dayMs, packDate, parseDateFormat } from './dateOrder.ts'
import { epochMs, roundedEpoch } from './parseEpoch.ts'
import { isMissing, parseNumber } from './parseNumber.ts'
import { parseClock, parseTextTime } from './parseTextTime.ts'

function numberOf(text: string): number {
  const bytes = Buffer.from(`,${text},`)
  return parseNumber(bytes, 1, bytes.length - 1)
}

describe('parseNumber', () => {
  it('gives the very double that the language gives', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(numberOf(String(value))).toBe(Number(String(value)))
      }),
    )
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), maxLength: 25 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), digits, (whole, decimals) => {
        expect(numberOf(`${whole}.${decimals}`)).toBe(Number(`${whole}.${decimals}`))
      }),
    )
  })

  it.each(['', '.', '-', '1.2.3', '1,5', '0x10', '1e', 'Infinity', 'abc', '1 2', '--1'])('%j is no number', (text) => {
    expect(numberOf(text)).toBeNaN()
  })

  it.each(['', 'NaN', 'NULL', 'null', 'None', 'N/A', '-'])('%j stands for no value', (text) => {
    const bytes = Buffer.from(text)
    expect(isMissing(bytes, 0, bytes.length)).toBe(true)
  })
})

describe('dayMs', () => {
  it('agrees with the calendar of the language on every day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2200 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const date = new Date(Date.UTC(year, month - 1, day))
          const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1
          expect(dayMs(year, month, day)).toBe(exists ? date.getTime() : NaN)
        },
      ),
    )
  })
})

describe('epochMs', () => {
  it.each([
    [1_502_942_400, 1_502_942_400_000],
    [1_502_942_400_500, 1_502_942_400_500],
    [1_735_693_199_999_999, 1_735_693_199_999],
    [1_502_942_400_000_000_000, 1_502_942_400_000],
    [0, NaN],
    [60_000, NaN],
    [44_000.5, NaN],
    [20_210_101, NaN],
    [-1, NaN],
    [NaN, NaN],
  ])('%d is %d ms', (value, ms) => {
    expect(epochMs(value)).toBe(ms)
  })

  it('knows a rounded epoch only to a unit of its last digit', () => {
    expect(roundedEpoch('1.63875E+12')).toEqual({ time: 1_638_750_000_000, slack: 10_000_000 })
    expect(roundedEpoch('1.6E9')).toEqual({ time: 1_600_000_000_000, slack: 1e11 })
    expect(roundedEpoch('1638750000000')).toBeUndefined()
  })
})

describe('text times', () => {
  const JAN2 = Date.UTC(2024, 0, 2)
  const HOUR = 3_600_000
  it.each([
    ['2024-01-02', JAN2],
    ['2024/1/2', JAN2],
    ['20240102', JAN2],
    ['2024-01-02 03:00:00', JAN2 + 3 * HOUR],
    ['2024-01-02T03:00', JAN2 + 3 * HOUR],
    ['2024-01-02T03:00:00Z', JAN2 + 3 * HOUR],
    ['2024-01-02 03:00:00+00:00', JAN2 + 3 * HOUR],
    ['2024-01-02 03:00:00+00', JAN2 + 3 * HOUR],
    ['2024-01-02 03:00:00 UTC', JAN2 + 3 * HOUR],
    ['2024-01-02 03:00:00+05:30', JAN2 - 2.5 * HOUR],
    ['2024-01-02 03:00:00-0500', JAN2 + 8 * HOUR],
    ['2024-01-02 03:00:00.008000+00:00', JAN2 + 3 * HOUR + 8],
    ['2024-01-02 03-PM', JAN2 + 15 * HOUR],
    ['2024-01-02 12:30 AM', JAN2 + HOUR / 2],
  ])('%s', (text, ms) => {
    const into = { day: NaN, packed: 0, clock: NaN }
    const bytes = Buffer.from(text)
    expect(parseTextTime(bytes, 0, bytes.length, into)).toBe(true)
    expect(into.day + (into.clock || 0)).toBe(ms)
  })

  it.each([
    '',
    'yesterday',
    '2024-02-30',
    '2024-13-01',
    '2024-01-02 25:00:00',
    '2024-01-02 03:61:00',
    '2024-01-02x',
    '2024-01-02 03',
    '1704153600',
  ])('%j is refused', (text) => {
    const bytes = Buffer.from(text)
    expect(parseTextTime(bytes, 0, bytes.length, { day: NaN, packed: 0, clock: NaN })).toBe(false)
  })

  it('leaves the order of 02-01-24 open', () => {
    const into = { day: NaN, packed: 0, clock: NaN }
    parseTextTime(Buffer.from('02-01-24 03:00'), 0, 14, into)
    expect([into.day, into.packed, into.clock]).toEqual([NaN, packDate(2, 1, 24), 3 * HOUR])
    expect(DATE_FORMATS.map((format) => dateInFormat(into.packed, format))).toEqual([
      JAN2,
      Date.UTC(2024, 1, 1),
      Date.UTC(2002, 0, 24),
      NaN,
      NaN,
    ])
  })

  it('reads no clock out of a bare number', () => {
    expect(parseClock('13')).toBeNaN()
    expect(parseClock('13 PM')).toBeNaN()
  })

  it('takes a format with any separator and suggests the nearest', () => {
    expect(parseDateFormat('DD/MM/YYYY')).toBe('dd-mm-yyyy')
    expect(() => parseDateFormat('dd-mm-y')).toThrow(/did you mean "dd-mm-yy"/)
  })
})
