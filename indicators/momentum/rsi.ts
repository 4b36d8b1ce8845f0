import { defineIndicator } from '../define.ts'
import { relativeStrength } from '../kernels/relativeStrength.ts'
import { barsParam } from '../params.ts'

/** J. W. Wilder, New Concepts in Technical Trading Systems (1978): 100 · U / (U + D) of Wilder means; 50 where nothing has moved. */
export const rsi = defineIndicator({
  name: 'rsi',
  title: 'Relative strength index (Wilder)',
  group: 'momentum',
  reads: ['close'],
  params: { period: barsParam(14) },
  outputs: { value: '0..100' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => [relativeStrength(close, period)],
})
