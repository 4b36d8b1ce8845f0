import type { Bars } from '../../domain/bars.ts'
import { column } from './column.ts'

/** (high + low + close) / 3. */
export function typicalPrice({ high, low, close }: Bars): Float64Array {
  const length = close.length
  const prices = column(length, 0)
  for (let i = 0; i < length; i++) prices[i] = ((high[i] as number) + (low[i] as number) + (close[i] as number)) / 3
  return prices
}

/**
 * Two typical prices, equal as decimals, may differ by this fraction as binary numbers: three roundings of one part in 2^53 each.
 * What is smaller is a tie, and rounding must not break it.
 */
export const TYPICAL_PRICE_NOISE = 2 ** -50
