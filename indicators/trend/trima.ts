import { defineIndicator } from '../define.ts'
import { rollingMean } from '../kernels/rollingMean.ts'
import { barsParam } from '../params.ts'

/** A simple mean of a simple mean: weights rise to the middle of the window and fall again. */
export const trima = defineIndicator({
  name: 'trima',
  title: 'Triangular moving average of the close',
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(20) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => {
    const longer = Math.floor(period / 2) + 1
    return [rollingMean(rollingMean(close, longer), period + 1 - longer, longer - 1)]
  },
})
