import { UsageError } from '../../domain/errors.ts'
import { timeframeOf } from '../quality/grid.ts'
import type { Layout } from './columnRoles.ts'
import type { CsvShape } from './csvShape.ts'
import { epochMs } from './parseEpoch.ts'

/**
 * Binance's published klines: open time, open, high, low, close, volume, close time, quote volume, trades, two taker volumes, ignore.
 * Known for certain by the close time, which lies one unit before the end of a known timeframe; every row is held to it later.
 * https://github.com/binance/binance-public-data
 */
const KLINE: Layout = { epoch: 0, open: 1, high: 2, low: 3, close: 4, volume: 5, close_time: 6 }
const KLINE_FIELDS = 12

function isKline({ fields, sample }: CsvShape): boolean {
  if (fields !== KLINE_FIELDS) return false
  const opens = Number(sample[0]?.[0])
  const closes = Number(sample[0]?.[6])
  const length = epochMs(closes + 1) - epochMs(opens)
  return timeframeOf(length) !== undefined && closes > opens
}

const PRICES = ['open', 'high', 'low', 'close'] as const
/** The prices of a bar are rarely further apart; a volume and a price are in most rows. */
const FARTHEST = Math.log(2)
const RARELY = 0.05

type Assignment = Record<(typeof PRICES)[number], number>

/** How badly an assignment fits: infinite where a high is not the highest, else how far opens are from the closes before them. */
function misfit(rows: readonly (readonly number[])[], { open, high, low, close }: Assignment): number {
  let distance = 0
  let wild = 0
  for (const [i, row] of rows.entries()) {
    const [o, h, l, c] = [open, high, low, close].map((column) => row[column] ?? NaN) as [number, number, number, number]
    if (!(l > 0 && h >= Math.max(o, c) && l <= Math.min(o, c))) return Infinity
    if (Math.log(h / l) > FARTHEST) wild++
    const before = rows[i - 1]?.[close]
    if (before !== undefined) distance += Math.abs(Math.log(o / before))
  }
  return wild > RARELY * rows.length ? Infinity : distance
}

function* assignments(columns: readonly number[]): Generator<Assignment> {
  for (const open of columns) {
    for (const high of columns) {
      for (const low of columns) {
        for (const close of columns) {
          if (new Set([open, high, low, close]).size === PRICES.length) yield { open, high, low, close }
        }
      }
    }
  }
}

/** The order that fits best, as --columns would name it: a guess to be confirmed by whoever knows the file. */
function likelyColumns({ fields, sample }: CsvShape): string | undefined {
  const rows = sample.slice(0, 300).map((row) => row.map(Number))
  const time = (sample[0] ?? []).findIndex((value) => !Number.isNaN(epochMs(Number(value))) || /^\d{4}-\d\d-\d\d/.test(value))
  if (time === -1 || fields > 9) return undefined
  const others = Array.from({ length: fields }, (_, column) => column).filter((column) => column !== time)
  let best: Assignment | undefined
  let least = Infinity
  for (const assignment of assignments(others)) {
    const distance = misfit(rows, assignment)
    if (distance < least) {
      least = distance
      best = assignment
    }
  }
  if (best === undefined) return undefined
  const names = new Map<number, string>([[time, 'time'], ...PRICES.map((price) => [best[price], price] as [number, string])])
  const volume = others.find((column) => !names.has(column))
  if (volume !== undefined) names.set(volume, 'volume')
  return Array.from({ length: fields }, (_, column) => names.get(column) ?? 'skip').join(',')
}

/**
 * The layout of a file without a header where it is certain: Binance's klines.
 * @throws UsageError for every other one: high and low can be told from each other by their sizes, open and close cannot.
 */
export function headerlessLayout(name: string, shape: CsvShape): Layout {
  if (isKline(shape)) return KLINE
  const likely = likelyColumns(shape)
  const advice = likely === undefined ? 'e.g. --columns time,open,high,low,close,volume' : `it looks like --columns ${likely}`
  throw new UsageError(
    `${name} has no header, and the order of its ${shape.fields} columns is not certain; name them with --columns (${advice}).`,
    {
      name,
      fields: shape.fields,
      likely,
    },
  )
}
