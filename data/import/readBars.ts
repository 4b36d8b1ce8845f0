import { BadDataError } from '../../domain/errors.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { RawRows } from '../quality/orderRows.ts'
import { checkSymbols, leftOut } from './checkSymbols.ts'
import { columnRoles } from './columnRoles.ts'
import { csvShape } from './csvShape.ts'
import type { DateFormat } from './dateOrder.ts'
import { headerlessLayout } from './headerless.ts'
import { resolveTimes } from './resolveTimes.ts'
import { scanRows } from './scanRows.ts'
import type { ScannedRows } from './scanRows.ts'
import type { SourceBytes } from './sourceBytes.ts'

/** What the user says about a file that the file does not say itself. */
export interface ReadOptions {
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly columns?: readonly string[] | undefined
  readonly dateFormat?: DateFormat | undefined
  readonly only?: string | undefined
}

/** @throws BadDataError for funding rates and the like, which come in columns that are named as those of bars. */
function checkBars(name: string, { rows, high, low, close, open }: ScannedRows): void {
  if (rows === 0) throw new BadDataError(`${name} has not one row of data.`, { name })
  const isZero = (value: number): boolean => value === 0
  if (high.every(isZero) && low.every(isZero) && close.every(isZero)) {
    const funding = open.some((value) => value !== 0) ? ', as in a file of funding rates, whose open is the rate' : ''
    throw new BadDataError(`${name} holds no bars: high, low and close are 0 in every row${funding}.`, { name })
  }
}

/** Holds a kline dump to what made it one: every close time lies one unit before the end of its bar. */
function checkCloseTimes(name: string, { rows, closeTime }: ScannedRows, time: Float64Array, timeframe: Timeframe): void {
  if (closeTime.length === 0) return
  for (let i = 0; i < rows; i++) {
    const length = (closeTime[i] as number) + 1 - (time[i] as number)
    if (length === timeframeMs(timeframe)) continue
    throw new BadDataError(`${name}: the bar in row ${i + 1} is ${length / 60_000} minutes long by its close time, not ${timeframe}.`, {
      name,
      row: i + 1,
    })
  }
}

/**
 * The rows of one file as bars in the file's own order, with what was seen on the way.
 * @throws BadDataError for a file that holds no bars or is damaged, UsageError naming the flag for what cannot be told for certain.
 */
export function readBars(source: SourceBytes, options: ReadOptions): { bars: RawRows; notes: string[] } {
  const { name } = source
  const shape = csvShape(name, source.bytes)
  const layout = columnRoles(name, shape, options.symbol, options.columns) ?? headerlessLayout(name, shape)
  const scanned = scanRows(source, shape, layout, options.only)
  checkSymbols(name, scanned, options)
  checkBars(name, scanned)
  const { time, notes } = resolveTimes(name, scanned, options.dateFormat)
  checkCloseTimes(name, scanned, time, options.timeframe)
  const { open, high, low, close, volume } = scanned
  return { bars: { time, open, high, low, close, volume }, notes: [...notes, ...leftOut(name, scanned)] }
}
