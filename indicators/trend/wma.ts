import { defineIndicator } from '../define.ts'
import { weightedMean } from '../kernels/weightedMean.ts'
import { barsParam } from '../params.ts'

/** Weights 1..period, the newest close heaviest. */
export const wma = defineIndicator({
  name: 'wma',
  title: 'Linearly weighted moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(20, 1) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => [weightedMean(close, period)],
})
