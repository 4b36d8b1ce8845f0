import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { percentChange } from '../kernels/percentChange.ts'
import { exponentialMean } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** J. Hutson (1983): one-bar percent change of the triple EMA, each seeded with a simple mean (TA-Lib). */
export const trix = defineIndicator({
  name: 'trix',
  title: 'Rate of change of the triple exponential mean, in percent',
  group: 'momentum',
  reads: ['close'],
  params: { period: barsParam(15, 1, 300) },
  outputs: { value: 'percent' },
  warmup: ({ period }) => 3 * (period - 1) + 1,
  calculate: ({ close }, { period }) => {
    const lag = period - 1
    const smooth = exponentialMean(exponentialMean(exponentialMean(close, period), period, lag), period, 2 * lag)
    return [columnOf(close.length, (i) => percentChange(smooth[i - 1] as number, smooth[i] as number), 3 * lag + 1)]
  },
})
