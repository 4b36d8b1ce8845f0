import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingRange } from '../kernels/rollingRange.ts'
import { barsParam } from '../params.ts'

/** R. Donchian: the range of the last `period` bars, the current one INCLUDED; a breakout compares the close with the channel of one bar ago. */
export const donchian = defineIndicator({
  name: 'donchian',
  title: 'Donchian channel',
  group: 'volatility',
  aliases: ['donchian_channel', 'donchian_channels'],
  reads: ['high', 'low'],
  params: { period: barsParam(20) },
  outputs: { lower: 'price', middle: 'price', upper: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: ({ high, low }, { period }) => {
    const { highest, lowest } = rollingRange(high, low, period)
    const middle = columnOf(high.length, (i) => ((highest[i] as number) + (lowest[i] as number)) / 2, period - 1)
    return [lowest, middle, highest]
  },
})
