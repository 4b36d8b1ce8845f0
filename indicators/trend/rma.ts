import { defineIndicator } from '../define.ts'
import { wilderMean } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** J. W. Wilder (1978): weight 1 / period, seeded with a simple mean. */
export const rma = defineIndicator({
  name: 'rma',
  title: "Wilder's moving average of the close",
  group: 'trend',
  aliases: ['wilders', 'smma'],
  reads: ['close'],
  params: { period: barsParam(14, 1) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => [wilderMean(close, period)],
})
