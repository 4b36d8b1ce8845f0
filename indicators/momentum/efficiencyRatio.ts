import { defineIndicator } from '../define.ts'
import { efficiency } from '../kernels/efficiency.ts'
import { barsParam } from '../params.ts'

/** P. Kaufman (1995): distance over path of the close; 1 in a straight move, near 0 in noise, 0 where nothing has moved. */
export const efficiencyRatio = defineIndicator({
  name: 'efficiency_ratio',
  title: "Kaufman's efficiency ratio",
  group: 'momentum',
  aliases: ['er'],
  reads: ['close'],
  params: { period: barsParam(10) },
  outputs: { value: '0..1' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => [efficiency(close, period)],
})
