import { defineIndicator } from '../define.ts'
import { exponentialMean } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** Weight 2 / (period + 1); seeded with the mean of the first `period` closes (TA-Lib, TTR, StockCharts). */
export const ema = defineIndicator({
  name: 'ema',
  title: 'Exponential moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(20, 1) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => [exponentialMean(close, period)],
})
