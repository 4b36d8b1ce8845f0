import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { exponentialMean } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** P. Mulloy (1994): 2 · EMA − EMA of EMA, each seeded with a simple mean. */
export const dema = defineIndicator({
  name: 'dema',
  title: 'Double exponential moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(20) },
  outputs: { value: 'price' },
  warmup: ({ period }) => 2 * (period - 1),
  calculate: ({ close }, { period }) => {
    const once = exponentialMean(close, period)
    const twice = exponentialMean(once, period, period - 1)
    const first = 2 * (period - 1)
    return [columnOf(close.length, (i) => 2 * (once[i] as number) - (twice[i] as number), first)]
  },
})
