import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rogersSatchellTerms } from '../kernels/rogersSatchellTerms.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { barsParam } from '../params.ts'

/** L. Rogers and S. Satchell (1991), per bar. */
export const rogersSatchell = defineIndicator({
  name: 'rogers_satchell',
  title: 'Rogers–Satchell volatility, free of drift, per bar',
  group: 'volatility',
  reads: ['open', 'high', 'low', 'close'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: (bars, { period }) => {
    const sums = rollingSum(rogersSatchellTerms(bars), period)
    return [columnOf(sums.length, (i) => Math.sqrt(Math.max(0, sums[i] as number) / period), period - 1)]
  },
})
