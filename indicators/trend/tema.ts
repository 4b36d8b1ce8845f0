import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { exponentialMean } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** P. Mulloy (1994): 3 · EMA − 3 · EMA² + EMA³ (nested), each seeded with a simple mean. */
export const tema = defineIndicator({
  name: 'tema',
  title: 'Triple exponential moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(20) },
  outputs: { value: 'price' },
  warmup: ({ period }) => 3 * (period - 1),
  calculate: ({ close }, { period }) => {
    const once = exponentialMean(close, period)
    const twice = exponentialMean(once, period, period - 1)
    const thrice = exponentialMean(twice, period, 2 * (period - 1))
    const valueAt = (i: number): number => 3 * ((once[i] as number) - (twice[i] as number)) + (thrice[i] as number)
    return [columnOf(close.length, valueAt, 3 * (period - 1))]
  },
})
