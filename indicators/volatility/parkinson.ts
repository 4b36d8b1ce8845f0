import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { barsParam } from '../params.ts'

/** M. Parkinson (1980): √ mean of ln(high / low)² / (4 ln 2), per bar. */
export const parkinson = defineIndicator({
  name: 'parkinson',
  title: 'Parkinson volatility of the bar ranges, per bar',
  group: 'volatility',
  reads: ['high', 'low'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: ({ high, low }, { period }) => {
    const squares = columnOf(high.length, (i) => Math.log((high[i] as number) / (low[i] as number)) ** 2 / (4 * Math.LN2))
    const sums = rollingSum(squares, period)
    return [columnOf(high.length, (i) => Math.sqrt((sums[i] as number) / period), period - 1)]
  },
})
