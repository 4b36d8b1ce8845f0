import { defineIndicator } from '../define.ts'
import { rollingMean } from '../kernels/rollingMean.ts'
import { barsParam } from '../params.ts'

export const sma = defineIndicator({
  name: 'sma',
  title: 'Simple moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(20, 1) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => [rollingMean(close, period)],
})
