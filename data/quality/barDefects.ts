import type { Bars } from '../../domain/bars.ts'
import { newTally, tally } from './tally.ts'
import type { Tally } from './tally.ts'

/** Prices that agree to nine digits are the same price, printed by two programs. */
const TOLERANCE = 1e-9

export interface BarDefects {
  readonly ohlcViolations: Tally
  readonly nonPositivePrices: Tally
  /** Bars with a price or the volume missing. */
  readonly missingValues: Tally
  /** Of those, the bars with a price missing. */
  readonly missingPrices: Tally
  readonly negativeVolumes: Tally
  readonly zeroVolumes: Tally
}

/** True where high is below, or low above, one of open, close, low, high by more than a relative 1e-9. */
function violates(open: number, high: number, low: number, close: number): boolean {
  const top = Math.max(open, close, low)
  const bottom = Math.min(open, close, high)
  return top - high > TOLERANCE * Math.abs(top) || low - bottom > TOLERANCE * Math.abs(bottom)
}

/** What is wrong with single bars, whatever stands beside them. */
export function findBarDefects(bars: Bars): BarDefects {
  const found: BarDefects = {
    ohlcViolations: newTally(),
    nonPositivePrices: newTally(),
    missingValues: newTally(),
    missingPrices: newTally(),
    negativeVolumes: newTally(),
    zeroVolumes: newTally(),
  }
  for (let i = 0; i < bars.time.length; i++) {
    const time = bars.time[i] as number
    const open = bars.open[i] as number
    const high = bars.high[i] as number
    const low = bars.low[i] as number
    const close = bars.close[i] as number
    const volume = bars.volume[i] as number
    const priceMissing = Number.isNaN(open + high + low + close)
    if (priceMissing) tally(found.missingPrices, time)
    if (priceMissing || Number.isNaN(volume)) tally(found.missingValues, time)
    if (open <= 0 || high <= 0 || low <= 0 || close <= 0) tally(found.nonPositivePrices, time)
    if (violates(open, high, low, close)) tally(found.ohlcViolations, time)
    if (volume === 0) tally(found.zeroVolumes, time)
    else if (volume < 0) tally(found.negativeVolumes, time)
  }
  return found
}
