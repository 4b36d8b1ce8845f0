import { defineIndicator } from '../define.ts'
import { trueRange as trueRangeOf } from '../kernels/trueRange.ts'

/** J. W. Wilder (1978). The first bar, which has no close before it, has high − low. */
export const trueRange = defineIndicator({
  name: 'true_range',
  title: 'True range of one bar',
  group: 'volatility',
  aliases: ['tr', 'trange'],
  reads: ['high', 'low', 'close'],
  params: {},
  outputs: { value: 'price difference' },
  warmup: () => 0,
  calculate: (bars) => [trueRangeOf(bars)],
})
