import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { efficiency } from '../kernels/efficiency.ts'
import { exponentialWeight } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** P. Kaufman, Smarter Trading (1995): as fast as `fast` in a straight move, as slow as `slow` in noise; starts at the close before its first value. */
export const kama = defineIndicator({
  name: 'kama',
  title: "Kaufman's adaptive moving average of the close",
  group: 'trend',
  reads: ['close'],
  params: { period: barsParam(10), fast: barsParam(2, 1), slow: barsParam(30) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period, fast, slow }) => {
    const length = close.length
    const efficiencies = efficiency(close, period)
    const slowest = exponentialWeight(slow)
    const range = exponentialWeight(fast) - slowest
    const means = column(length, period)
    let mean = close[period - 1] as number
    for (let i = period; i < length; i++) {
      const weight = (efficiencies[i] as number) * range + slowest
      mean += weight * weight * ((close[i] as number) - mean)
      means[i] = mean
    }
    return [means]
  },
})
