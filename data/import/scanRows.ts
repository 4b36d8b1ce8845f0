import { BadDataError } from '../../domain/errors.ts'
import type { Layout, Role } from './columnRoles.ts'
import type { CsvShape } from './csvShape.ts'
import { clockReader, dateReader, epochReader, numberReader } from './fieldReaders.ts'
import type { FieldReader } from './fieldReaders.ts'
import { countLines, isBlankLine, newCursor, splitRow } from './rowCursor.ts'
import type { SourceBytes } from './sourceBytes.ts'
import { symbolFilter } from './symbolFilter.ts'

/** Columns as they stand in the file, `rows` long; NaN where there is no value. Times are not put together yet. */
export interface ScannedColumns {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  /** ms UTC of the epoch column, and one unit of its last digit where it was rounded, in ms. */
  readonly epoch: Float64Array
  readonly slack: Float64Array
  /** ms UTC of midnight by the date column; where the order of its numbers is open they stand in `packed` (packDate). */
  readonly day: Float64Array
  readonly packed: Float64Array
  /** ms after midnight. */
  readonly clock: Float64Array
  /** ms UTC of the close time of a kline dump. */
  readonly closeTime: Float64Array
}

export interface ScannedRows extends ScannedColumns {
  readonly rows: number
  /** Different values of the symbol column, and how many rows were left out for theirs. */
  readonly symbols: ReadonlySet<string>
  readonly otherRows: number
}

function newColumns(rows: number, layout: Layout): ScannedColumns {
  const column = (needed: boolean): Float64Array => (needed ? new Float64Array(rows).fill(NaN) : new Float64Array(0))
  const [hasEpoch, hasDate] = [layout.epoch !== undefined, layout.date !== undefined]
  return {
    open: column(true),
    high: column(true),
    low: column(true),
    close: column(true),
    volume: column(true),
    epoch: column(hasEpoch),
    slack: column(hasEpoch).fill(0),
    day: column(hasDate),
    packed: column(hasDate).fill(0),
    clock: column(hasDate || layout.clock !== undefined),
    closeTime: column(layout.close_time !== undefined),
  }
}

/** A reader per field that has a role, in the order of the fields. */
function readersOf(layout: Layout, into: ScannedColumns): { field: number; read: FieldReader }[] {
  const readers: Partial<Record<Role, FieldReader>> = {
    epoch: epochReader(into.epoch, into.slack),
    date: dateReader(into.day, into.packed, layout.clock === undefined ? into.clock : undefined),
    clock: clockReader(into.clock),
    close_time: epochReader(into.closeTime, new Float64Array(into.closeTime.length)),
  }
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) readers[name] = numberReader(into[name], name)
  return (Object.entries(readers) as [Role, FieldReader][])
    .map(([role, read]) => ({ field: layout[role] ?? -1, read }))
    .filter(({ field }) => field >= 0)
    .sort((a, b) => a.field - b.field)
}

function cutTo(rows: number, columns: ScannedColumns): ScannedColumns {
  const cut = Object.entries(columns).map(([name, column]: [string, Float64Array]) => [name, column.subarray(0, rows)])
  return Object.fromEntries(cut) as Record<keyof ScannedColumns, Float64Array>
}

/**
 * Reads every row of a CSV into columns, without an object or a text per row; `only` keeps the rows of one symbol.
 * @throws BadDataError naming the line that has another number of fields, or a field that is no number or no time.
 */
export function scanRows({ name, bytes }: SourceBytes, shape: CsvShape, layout: Layout, only?: string): ScannedRows {
  const columns = newColumns(countLines(bytes, shape.dataStart), layout)
  const readers = readersOf(layout, columns)
  const cursor = newCursor(shape.fields)
  const filter = symbolFilter(only)
  let rows = 0
  let otherRows = 0
  let line = shape.dataLine - 1
  const fail = (what: string): never => {
    throw new BadDataError(`${name}, line ${line}: ${what}.`, { name, line })
  }
  for (let at = shape.dataStart; at < bytes.length; at = cursor.next) {
    line++
    splitRow(bytes, at, shape.delimiter, cursor)
    if (cursor.fields !== shape.fields) {
      if (isBlankLine(bytes, at)) continue
      fail(`${cursor.fields} fields where the file has ${shape.fields}; the line is cut off or belongs to another table`)
    }
    if (layout.symbol !== undefined && !filter.wants(bytes, cursor.from[layout.symbol] as number, cursor.to[layout.symbol] as number)) {
      otherRows++
      continue
    }
    for (const { field, read } of readers) {
      const wrong = read(bytes, cursor.from[field] as number, cursor.to[field] as number, rows)
      if (wrong !== undefined) fail(wrong)
    }
    rows++
  }
  return { ...cutTo(rows, columns), rows, symbols: filter.symbols, otherRows }
}
