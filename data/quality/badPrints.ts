import type { Bars } from '../../domain/bars.ts'
import { newTally, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** Bars that share one scale: short enough to follow the volatility, long enough for a median. */
const BLOCK_BARS = 1000
/** Scales beyond which a move that is taken back at once counts as a bad print. */
const SCALES = 20
/** ... but never below this: a quiet market has a scale near nothing. */
const SMALLEST_LOG_MOVE = 0.05
/** Standard deviations of a normal per median absolute deviation. */
const NORMAL_PER_MAD = 1.4826

function median(values: Float64Array): number {
  if (values.length === 0) return 0
  const sorted = values.slice().sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** 1.4826 × median |r − median r| of the log returns of closes [from, to). */
function robustScale(close: Float64Array, from: number, to: number): number {
  const returns = new Float64Array(Math.max(0, to - from - 1))
  let count = 0
  for (let i = from + 1; i < to; i++) {
    const change = Math.log((close[i] as number) / (close[i - 1] as number))
    if (Number.isFinite(change)) returns[count++] = change
  }
  const finite = returns.subarray(0, count)
  const centre = median(finite)
  return NORMAL_PER_MAD * median(finite.map((change) => Math.abs(change - centre)))
}

/** How far, in logarithms, a price stands outside the two prices it lies between; 0 inside. */
function excursion(price: number, before: number, after: number): number {
  return Math.max(0, Math.log(price / Math.max(before, after)), Math.log(Math.min(before, after) / price))
}

/**
 * Prints that leave the market and are taken back at once: a close outside the closes on either side of it, or a high or low outside
 * the previous and its own close, by more than max(20 robust scales, 5 %). The scale is the normalised median absolute deviation of
 * log returns in blocks of 1,000 bars. After Hampel, "The influence curve and its role in robust estimation" (1974), with the reversal
 * that Brownlees and Gallo, "Financial econometric analysis at ultra-high frequency" (2006), ask for. Real crashes can look the same.
 */
export function findBadPrints({ time, high, low, close }: Bars): Tally {
  const found = newTally()
  const bars = time.length
  for (let from = 0; from < bars; from += BLOCK_BARS) {
    const to = Math.min(bars, from + BLOCK_BARS)
    const limit = Math.max(SCALES * robustScale(close, from, to), SMALLEST_LOG_MOVE)
    for (let i = from; i < to; i++) {
      const own = close[i] as number
      const before = close[i - 1] ?? own
      const after = close[i + 1] ?? own
      const farthest = Math.max(
        excursion(own, before, after),
        excursion(high[i] as number, before, own),
        excursion(low[i] as number, before, own),
      )
      if (farthest > limit) tally(found, time[i] as number)
    }
  }
  return found
}
