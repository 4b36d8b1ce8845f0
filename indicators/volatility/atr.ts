import { defineIndicator } from '../define.ts'
import { averageTrueRange } from '../kernels/averageTrueRange.ts'
import { barsParam } from '../params.ts'

/** J. W. Wilder (1978). The true range of bar 0, which has no close before it, is not used (TA-Lib, TTR). */
export const atr = defineIndicator({
  name: 'atr',
  title: 'Average true range (Wilder)',
  group: 'volatility',
  aliases: ['average_true_range'],
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(14, 1) },
  outputs: { value: 'price difference' },
  warmup: ({ period }) => period,
  calculate: (bars, { period }) => [averageTrueRange(bars, period)],
})
