import { BadDataError, UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { checkSymbols, leftOut, type WantedSymbol } from '../import/checkSymbols.ts'
import { SYMBOL_NAMES, type Layout, type Role } from '../import/columnRoles.ts'
import { csvShape, type CsvShape } from '../import/csvShape.ts'
import type { DateFormat } from '../import/dateOrder.ts'
import { resolveTimes } from '../import/resolveTimes.ts'
import { scanRows, type ScannedRows } from '../import/scanRows.ts'
import type { SourceBytes } from '../import/sourceBytes.ts'
import { timeKind } from '../import/timeKind.ts'
import type { SeriesRows } from './seriesColumns.ts'

/** As exchanges and the programs that collect from them write it. */
const TIME_NAMES = [
  'funding time',
  'fundingtime',
  'calc time',
  'funding rate timestamp',
  'fundingratetimestamp',
  'timestamp',
  'time',
  'date',
  'datetime',
  'ts',
  't',
]
const RATE_NAMES = ['funding rate', 'fundingrate', 'last funding rate', 'realized rate', 'realizedrate', 'rate', 'funding', 'open']
const COLUMN_NAMES = ['time', 'date', 'rate', 'symbol', 'skip'] as const

export interface FundingReadOptions extends WantedSymbol {
  readonly columns?: readonly string[] | undefined
  readonly dateFormat?: DateFormat | undefined
}

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')

/** A time is an epoch or a date; a clock alone is neither. */
function timeRole(name: string, column: number, shape: CsvShape): Role {
  const kind = timeKind(column, shape)
  if (kind === 'epoch' || kind === 'date') return kind
  throw new BadDataError(
    `${name}: the time column reads ${JSON.stringify(shape.sample[0]?.[column] ?? '')}, neither an epoch nor a date.`,
    { name },
  )
}

/** Fields of a row; -1 for what is not there. */
interface Columns {
  readonly time: number
  readonly rate: number
  readonly symbol: number
}

function byFlag(name: string, columns: readonly string[], shape: CsvShape): Columns {
  const words = columns.map(plain)
  const unknown = words.find((word) => !(COLUMN_NAMES as readonly string[]).includes(word))
  if (unknown !== undefined)
    throw new UsageError(`--columns: unknown name "${unknown}"${didYouMean(unknown, COLUMN_NAMES)}; known: ${COLUMN_NAMES.join(' ')}.`)
  if (words.length !== shape.fields)
    throw new UsageError(`--columns names ${words.length} columns and ${name} has ${shape.fields}.`, { name })
  return {
    time: words.findIndex((word) => word === 'time' || word === 'date'),
    rate: words.indexOf('rate'),
    symbol: words.indexOf('symbol'),
  }
}

function byHeader(header: readonly string[]): Columns {
  const names = header.map(plain)
  const first = (known: readonly string[]): number => names.indexOf(known.find((one) => names.includes(one)) ?? '\n')
  return { time: first(TIME_NAMES), rate: first(RATE_NAMES), symbol: first(SYMBOL_NAMES) }
}

function layoutOf(name: string, shape: CsvShape, columns: readonly string[] | undefined): Layout {
  if (columns === undefined && shape.header === undefined) {
    throw new UsageError(`${name} has no header; name its columns with --columns, such as time,rate.`, { name })
  }
  const { time, rate, symbol } = columns === undefined ? byHeader(shape.header ?? []) : byFlag(name, columns, shape)
  if (time < 0 || rate < 0) {
    const what = time < 0 ? 'time' : 'funding rate'
    throw new BadDataError(
      `${name} has no column of the ${what}${shape.header === undefined ? '' : ` (its columns: ${shape.header.join(', ')})`}; name it with --columns time,rate.`,
      { name },
    )
  }
  return { [timeRole(name, time, shape)]: time, open: rate, ...(symbol < 0 ? {} : { symbol }) }
}

/** A file whose rate is called open also has the other columns of bars; they have to be empty, or it holds prices. */
function refuseBars(name: string, shape: CsvShape, columns: readonly string[] | undefined): void {
  if (columns !== undefined || shape.header === undefined) return
  const names = shape.header.map(plain)
  if (RATE_NAMES.slice(0, -1).some((known) => names.includes(known))) return
  const others = ['high', 'low', 'close'].map((one) => names.indexOf(one)).filter((at) => at >= 0)
  const filled = shape.sample.some((row) => others.some((at) => Number(row[at]) !== 0))
  if (!filled) return
  throw new BadDataError(`${name} holds bars, not funding rates: high, low and close are prices; import it without --kind funding.`, {
    name,
  })
}

/**
 * The rows of one file of funding rates, in the file's own order.
 * @throws BadDataError for a file that holds none or is damaged, UsageError for what only the user can tell.
 */
export function readFunding(source: SourceBytes, options: FundingReadOptions): { rows: SeriesRows; notes: string[] } {
  const { name } = source
  const shape = csvShape(name, source.bytes)
  refuseBars(name, shape, options.columns)
  const scanned: ScannedRows = scanRows(source, shape, layoutOf(name, shape, options.columns), options.only)
  checkSymbols(name, scanned, options)
  if (scanned.rows === 0) throw new BadDataError(`${name} has not one row of data.`, { name })
  const { time, notes } = resolveTimes(name, scanned, options.dateFormat)
  const none = new Float64Array(scanned.rows).fill(NaN)
  return {
    rows: { time, open: scanned.open, high: none, low: none, close: none, volume: none },
    notes: [...notes, ...leftOut(name, scanned)],
  }
}
