import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { barsParam } from '../params.ts'

/** M. Garman and M. Klass (1980): √ mean of ½ ln(high / low)² − (2 ln 2 − 1) ln(close / open)², per bar. */
export const garmanKlass = defineIndicator({
  name: 'garman_klass',
  title: 'Garman–Klass volatility, per bar',
  group: 'volatility',
  reads: ['open', 'high', 'low', 'close'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: ({ open, high, low, close }, { period }) => {
    const length = close.length
    const terms = columnOf(length, (i) => {
      const range = Math.log((high[i] as number) / (low[i] as number))
      const body = Math.log((close[i] as number) / (open[i] as number))
      return 0.5 * range * range - (2 * Math.LN2 - 1) * body * body
    })
    const sums = rollingSum(terms, period)
    return [columnOf(length, (i) => Math.sqrt(Math.max(0, sums[i] as number) / period), period - 1)]
  },
})
