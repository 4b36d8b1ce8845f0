import { BadDataError, UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { CsvShape } from './csvShape.ts'
import { timeKind } from './timeKind.ts'
import { volumeColumn } from './volumeColumn.ts'

/** What a column of the file is for; everything else is skipped. */
export type Role = 'epoch' | 'date' | 'clock' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'symbol' | 'close_time'

/** Which field of a row has which role. */
export type Layout = Readonly<Partial<Record<Role, number>>>

/** Names that --columns takes, in the order of the file's columns. */
export const COLUMN_NAMES = ['time', 'date', 'clock', 'open', 'high', 'low', 'close', 'volume', 'symbol', 'trades', 'skip'] as const

const TIME_NAMES = [
  'open time',
  'opentime',
  'unix',
  'unix timestamp',
  'timestamp',
  'ts',
  'time',
  'datetime',
  'date',
  'date(utc)',
  'gmt time',
  'start',
  'start time',
  'time open',
  'candle begin time',
  't',
  'index',
  'index level 0',
  '',
]
const PRICE_NAMES = {
  open: ['open', 'o', 'open price', 'price open'],
  high: ['high', 'h', 'high price', 'price high'],
  low: ['low', 'l', 'low price', 'price low'],
  close: ['close', 'c', 'close price', 'price close'],
} as const
/** Headers of the column that says which symbol a row is of. */
export const SYMBOL_NAMES: readonly string[] = ['symbol', 'ticker', 'pair', 'tic', 'coin', 'instrument', 'market']

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
}

function layoutOfHeader(name: string, header: readonly string[], shape: CsvShape, symbol: string): Layout {
  const names = header.map(plain)
  const layout: Partial<Record<Role, number>> = {}
  for (const timeName of TIME_NAMES) {
    const column = names.indexOf(timeName)
    const kind = column === -1 ? undefined : timeKind(column, shape)
    if (kind !== undefined) layout[kind] ??= column
  }
  for (const [role, known] of Object.entries(PRICE_NAMES) as [keyof typeof PRICE_NAMES, readonly string[]][]) {
    const column = names.findIndex((one) => known.includes(one))
    if (column !== -1) layout[role] = column
  }
  const missing = (['open', 'high', 'low', 'close'] as const).filter((role) => layout[role] === undefined)
  if (missing.length > 0) {
    const columns = header.length > 12 ? `${header.slice(0, 12).join(', ')}, …` : header.join(', ')
    throw new BadDataError(
      `${name} has no column named ${missing.join(', ')} (its columns: ${columns}), so it holds no bars; if it does, name its columns with --columns.`,
      {
        name,
        columns: header,
      },
    )
  }
  const volume = volumeColumn(name, names, symbol)
  if (volume !== undefined) layout.volume = volume
  const symbolColumn = names.findIndex((one) => SYMBOL_NAMES.includes(one))
  if (symbolColumn !== -1) layout.symbol = symbolColumn
  return layout
}

/** A column that --columns calls a time: a number is an epoch, unless it reads yyyymmdd. */
function roleOfTime(column: number, shape: CsvShape): 'epoch' | 'date' {
  const kind = timeKind(column, shape)
  if (kind === 'epoch' || kind === 'date') return kind
  return /^[\d.]*$/.test(shape.sample[0]?.[column] ?? '') ? 'epoch' : 'date'
}

function layoutOfFlag(name: string, columns: readonly string[], shape: CsvShape): Layout {
  if (columns.length !== shape.fields) {
    throw new UsageError(
      `--columns names ${columns.length} columns and ${name} has ${shape.fields}; use skip for those that are not needed.`,
      { name, fields: shape.fields },
    )
  }
  const layout: Partial<Record<Role, number>> = {}
  columns.forEach((column, index) => {
    const word = plain(column)
    const known = COLUMN_NAMES.find((one) => one === word)
    if (known === undefined)
      throw new UsageError(`--columns: unknown name "${column}"${didYouMean(word, COLUMN_NAMES)}; known: ${COLUMN_NAMES.join(' ')}.`)
    if (known === 'skip' || known === 'trades') return
    const role = known === 'time' ? roleOfTime(index, shape) : known
    if (layout[role] !== undefined) throw new UsageError(`--columns names "${column}" twice.`)
    layout[role] = index
  })
  const missing = (['open', 'high', 'low', 'close'] as const).filter((role) => layout[role] === undefined)
  if (missing.length > 0) throw new UsageError(`--columns does not name ${missing.join(', ')}.`)
  return layout
}

const CLIP = 200

function clip(text: string): string {
  return text.length > CLIP ? `${text.slice(0, CLIP)}…` : text
}

/**
 * What each column is for, by --columns where given, else by the header.
 * @throws BadDataError for a header without open, high, low, close or a time, UsageError for what only the user can tell.
 */
export function columnRoles(name: string, shape: CsvShape, symbol: string, columns?: readonly string[]): Layout | undefined {
  const layout =
    columns !== undefined
      ? layoutOfFlag(name, columns, shape)
      : shape.header !== undefined
        ? layoutOfHeader(name, shape.header, shape, symbol)
        : undefined
  if (layout !== undefined && layout.epoch === undefined && layout.date === undefined) {
    throw new BadDataError(
      `${name} has no column with the time a bar opens at, as an epoch or as a date (its first row: ${clip((shape.sample[0] ?? []).join(', '))}).`,
      { name },
    )
  }
  return layout
}
