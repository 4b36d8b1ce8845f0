import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rogersSatchellTerms } from '../kernels/rogersSatchellTerms.ts'
import { rollingMean } from '../kernels/rollingMean.ts'
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
    const variances = rollingMean(rogersSatchellTerms(bars), period)
    return [columnOf(variances.length, (i) => Math.sqrt(Math.max(0, variances[i] as number)), period - 1)]
  },
})
