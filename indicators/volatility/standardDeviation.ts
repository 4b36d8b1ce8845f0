import { defineIndicator } from '../define.ts'
import { rollingSpread } from '../kernels/rollingSpread.ts'
import { barsParam } from '../params.ts'

/** Population standard deviation, as in the Bollinger bands. */
export const standardDeviation = defineIndicator({
  name: 'standard_deviation',
  title: 'Standard deviation of the close',
  group: 'volatility',
  aliases: ['stddev'],
  reads: ['close'],
  params: { period: barsParam(20) },
  outputs: { value: 'price difference' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => [rollingSpread(close, period, 0).deviations],
})
