import { defineIndicator } from '../define.ts'
import { weightedByVolume } from '../kernels/weightedByVolume.ts'
import { typicalPrice } from '../kernels/typicalPrice.ts'
import { barsParam } from '../params.ts'

/** Over the last `period` bars; NaN where they traded nothing. For the average since midnight see `session_vwap`. */
export const vwap = defineIndicator({
  name: 'vwap',
  title: 'Rolling volume-weighted average of the typical price',
  group: 'volume',
  aliases: ['rolling_vwap'],
  reads: ['high', 'low', 'close', 'volume'],
  params: { period: barsParam(20, 1) },
  outputs: { value: 'price' },
  warmup: ({ period }) => period - 1,
  calculate: (bars, { period }) => [weightedByVolume(typicalPrice(bars), bars.volume, period)],
})
