import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { percentChange } from '../kernels/percentChange.ts'
import { barsParam } from '../params.ts'

/** Percent, not a fraction (Tulip) and not a logarithm (TTR). */
export const roc = defineIndicator({
  name: 'roc',
  title: 'Rate of change of the close, in percent',
  group: 'momentum',
  aliases: ['rate_of_change'],
  reads: ['close'],
  params: { period: barsParam(12, 1) },
  outputs: { value: 'percent' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => [
    columnOf(close.length, (i) => percentChange(close[i - period] as number, close[i] as number), period),
  ],
})
