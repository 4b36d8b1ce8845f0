import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { weightedMean } from '../kernels/weightedMean.ts'
import { barsParam } from '../params.ts'

function lastSmoothing(period: number): number {
  return Math.floor(Math.sqrt(period))
}

/** A. Hull (2005): WMA over √period of 2 · WMA(period / 2) − WMA(period), fractions of a bar cut off. */
export const hma = defineIndicator({
  name: 'hma',
  title: 'Hull moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(16) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1 + lastSmoothing(period) - 1,
  calculate: ({ close }, { period }) => {
    const fast = weightedMean(close, Math.floor(period / 2))
    const slow = weightedMean(close, period)
    const ahead = columnOf(close.length, (i) => 2 * (fast[i] as number) - (slow[i] as number), period - 1)
    return [weightedMean(ahead, lastSmoothing(period), period - 1)]
  },
})
