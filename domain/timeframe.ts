import { UsageError } from './errors.ts'
import { didYouMean } from './suggest.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Length of one bar in milliseconds, by the exchanges' usual name for it. */
export const TIMEFRAME_MS = {
  '1m': MINUTE,
  '3m': 3 * MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': HOUR,
  '2h': 2 * HOUR,
  '4h': 4 * HOUR,
  '6h': 6 * HOUR,
  '8h': 8 * HOUR,
  '12h': 12 * HOUR,
  '1d': DAY,
  '3d': 3 * DAY,
  '1w': 7 * DAY,
} as const

export type Timeframe = keyof typeof TIMEFRAME_MS

export const TIMEFRAMES = Object.keys(TIMEFRAME_MS) as Timeframe[]

export function timeframeMs(timeframe: Timeframe): number {
  return TIMEFRAME_MS[timeframe]
}

/** Crypto trades round the clock: a year has 365 days of 24 hours. */
export function barsPerYear(timeframe: Timeframe): number {
  return (365 * DAY) / TIMEFRAME_MS[timeframe]
}

export function isTimeframe(text: string): text is Timeframe {
  return Object.hasOwn(TIMEFRAME_MS, text)
}

/** @throws UsageError for anything that is not a key of TIMEFRAME_MS. */
export function parseTimeframe(text: string): Timeframe {
  if (isTimeframe(text)) return text
  throw new UsageError(`Unknown timeframe "${text}"${didYouMean(text, TIMEFRAMES)}; known: ${TIMEFRAMES.join(' ')}.`)
}
