import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rogersSatchellTerms } from '../kernels/rogersSatchellTerms.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { rollingSpread } from '../kernels/rollingSpread.ts'
import { barsParam } from '../params.ts'

/**
 * D. Yang and Q. Zhang (2000): variance of the jumps between bars + k · variance from open to close + (1 − k) · Rogers–Satchell, with
 * k = 0.34 / (1.34 + (n + 1) / (n − 1)) and sample variances; per bar.
 */
export const yangZhang = defineIndicator({
  name: 'yang_zhang',
  title: 'Yang–Zhang volatility, with jumps between bars, per bar',
  group: 'volatility',
  reads: ['open', 'high', 'low', 'close'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period,
  calculate: (bars, { period }) => {
    const { open, close } = bars
    const length = close.length
    const jump = columnOf(length, (i) => Math.log((open[i] as number) / (close[i - 1] as number)), 1)
    const body = columnOf(length, (i) => Math.log((close[i] as number) / (open[i] as number)))
    const jumps = rollingSpread(jump, period, 1, 1).deviations
    const bodies = rollingSpread(body, period, 1).deviations
    const rogersSatchell = rollingSum(rogersSatchellTerms(bars), period)
    const k = 0.34 / (1.34 + (period + 1) / (period - 1))
    const valueAt = (i: number): number =>
      Math.sqrt((jumps[i] as number) ** 2 + k * (bodies[i] as number) ** 2 + ((1 - k) * Math.max(0, rogersSatchell[i] as number)) / period)
    return [columnOf(length, valueAt, period)]
  },
})
