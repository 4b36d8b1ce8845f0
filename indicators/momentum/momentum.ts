import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { barsParam } from '../params.ts'

export const momentum = defineIndicator({
  name: 'momentum',
  title: 'Change of the close over some bars',
  group: 'momentum',
  aliases: ['mom'],
  reads: ['close'],
  params: { period: barsParam(10, 1) },
  outputs: { value: 'price difference' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => [columnOf(close.length, (i) => (close[i] as number) - (close[i - period] as number), period)],
})
