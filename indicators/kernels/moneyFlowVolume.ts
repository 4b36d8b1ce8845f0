import type { Bars } from '../../domain/bars.ts'
import { column } from './column.ts'

/** Chaikin's money flow volume: the volume times the close's place in its bar, −1 at the low to 1 at the high; 0 in a bar without range. */
export function moneyFlowVolume({ high, low, close, volume }: Bars): Float64Array {
  const length = close.length
  const flows = column(length, 0)
  for (let i = 0; i < length; i++) {
    const top = high[i] as number
    const bottom = low[i] as number
    const value = close[i] as number
    const range = top - bottom
    flows[i] = range === 0 ? 0 : ((value - bottom - (top - value)) / range) * (volume[i] as number)
  }
  return flows
}
