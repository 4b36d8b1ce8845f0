import { defineIndicator } from '../define.ts'
import { averageTrueRange } from '../kernels/averageTrueRange.ts'
import { columnOf } from '../kernels/column.ts'
import { barsParam } from '../params.ts'

export const natr = defineIndicator({
  name: 'natr',
  title: 'Average true range in percent of the close',
  group: 'volatility',
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(14, 1) },
  outputs: { value: 'percent' },
  warmup: ({ period }) => period,
  calculate: (bars, { period }) => {
    const ranges = averageTrueRange(bars, period)
    return [columnOf(ranges.length, (i) => (100 * (ranges[i] as number)) / (bars.close[i] as number), period)]
  },
})
