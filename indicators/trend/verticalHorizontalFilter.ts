import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { pathLength } from '../kernels/pathLength.ts'
import { rollingRange } from '../kernels/rollingRange.ts'
import { barsParam } from '../params.ts'

/** A. White (1991): range of the last `period` closes over the path of as many changes; high in a trend, low in noise; 0 where nothing has moved. */
export const verticalHorizontalFilter = defineIndicator({
  name: 'vertical_horizontal_filter',
  title: 'Vertical horizontal filter: is there a trend?',
  group: 'trend',
  aliases: ['vhf'],
  reads: ['close'],
  params: { period: barsParam(28) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => {
    const { highest, lowest } = rollingRange(close, close, period)
    const paths = pathLength(close, period)
    const valueAt = (i: number): number => (paths[i] === 0 ? 0 : ((highest[i] as number) - (lowest[i] as number)) / (paths[i] as number))
    return [columnOf(close.length, valueAt, period)]
  },
})
