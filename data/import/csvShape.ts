import { BadDataError } from '../../domain/errors.ts'
import { newCursor, splitRow } from './rowCursor.ts'

/** How a CSV file is laid out, before it is known what its columns mean. */
export interface CsvShape {
  /** Byte that stands between fields. */
  readonly delimiter: number
  /** Names of the columns, or undefined where the first line is already data. */
  readonly header: readonly string[] | undefined
  readonly fields: number
  /** Offset of the first row of data, and the number of its line. */
  readonly dataStart: number
  readonly dataLine: number
  /** The first rows, split, to look at. */
  readonly sample: readonly (readonly string[])[]
}

const DELIMITERS = [',', ';', '\t', '|'] as const
const LOOKED_AT = 256 * 1024
const SAMPLE_ROWS = 500
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Fields of one line, without their quotes and the blanks around them. */
export function splitLine(line: string, delimiter: string): string[] {
  const bytes = Buffer.from(line)
  const cursor = newCursor(bytes.length + 1)
  splitRow(bytes, 0, delimiter.charCodeAt(0), cursor)
  return Array.from({ length: cursor.fields }, (_, i) => bytes.toString('utf8', cursor.from[i], cursor.to[i]))
}

function isNumber(field: string): boolean {
  return NUMBER.test(field)
}

/** The number of fields that most lines have, and how many do: the first may be a title, the last may be cut off. */
function usualFields(lines: readonly string[], delimiter: string): { delimiter: string; fields: number; agreeing: number } {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const fields = splitLine(line, delimiter).length
    counts.set(fields, (counts.get(fields) ?? 0) + 1)
  }
  const [fields, agreeing] = [...counts].reduce((best, count) => (count[1] > best[1] ? count : best), [0, 0])
  return { delimiter, fields, agreeing }
}

/** The delimiter that makes most fields; of two that make as many, the one on which more lines agree. */
function bestDelimiter(lines: readonly string[]): { delimiter: string; fields: number } {
  return DELIMITERS.map((delimiter) => usualFields(lines, delimiter)).reduce((best, one) =>
    one.fields > best.fields || (one.fields === best.fields && one.agreeing > best.agreeing) ? one : best,
  )
}

/** Whole lines of the beginning of a file, with the offset each starts at. */
function firstLines(bytes: Buffer): { text: string; start: number }[] {
  const lines: { text: string; start: number }[] = []
  let start = 0
  while (start < bytes.length && start < LOOKED_AT && lines.length < SAMPLE_ROWS) {
    const newline = bytes.indexOf(0x0a, start)
    const end = newline === -1 ? bytes.length : newline
    lines.push({ text: bytes.toString('utf8', start, Math.min(end, start + LOOKED_AT)).replace(/\r$/, ''), start })
    start = end + 1
  }
  return lines
}

/**
 * Finds delimiter, title lines, header and first row. A header is a line without a single number, a title line one of another width.
 * @throws BadDataError for a text without columns or without a row of data.
 */
export function csvShape(name: string, bytes: Buffer): CsvShape {
  const lines = firstLines(bytes)
  const filled = lines.filter((line) => line.text.trim() !== '')
  const { delimiter, fields } = bestDelimiter(filled.map((line) => line.text))
  const split = (text: string): string[] => splitLine(text, delimiter)
  if (fields < 2) throw new BadDataError(`${name} has no columns separated by comma, semicolon, tab or |.`, { name })

  const tableFrom = filled.findIndex(({ text }) => !text.startsWith('#') && split(text).length === fields)
  const [top, ...below] = filled.slice(tableFrom)
  const header = top !== undefined && !split(top.text).some(isNumber) ? split(top.text) : undefined
  const rows = header === undefined && top !== undefined ? [top, ...below] : below
  const [first] = rows
  if (first === undefined) throw new BadDataError(`${name} has a header and not one row of data.`, { name })
  return {
    delimiter: delimiter.charCodeAt(0),
    header,
    fields,
    dataStart: first.start,
    dataLine: lines.indexOf(first) + 1,
    sample: rows.map(({ text }) => split(text)),
  }
}
