import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { meanOf } from '../kernels/meanOf.ts'
import { TYPICAL_PRICE_NOISE, typicalPrice } from '../kernels/typicalPrice.ts'
import { barsParam } from '../params.ts'

/** D. Lambert (1980): distance of the typical price from its mean, over 0.015 · mean absolute deviation about that mean; 0 where nothing deviates. */
export const cci = defineIndicator({
  name: 'cci',
  title: 'Commodity channel index',
  group: 'momentum',
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: (bars, { period }) => {
    const prices = typicalPrice(bars)
    const values = column(prices.length, period - 1)
    for (let i = period - 1; i < prices.length; i++) {
      const mean = meanOf(prices, i - period + 1, i + 1)
      let deviation = 0
      for (let k = i - period + 1; k <= i; k++) deviation += Math.abs((prices[k] as number) - mean)
      deviation /= period
      const isFlat = deviation <= Math.abs(mean) * TYPICAL_PRICE_NOISE
      values[i] = isFlat ? 0 : ((prices[i] as number) - mean) / (0.015 * deviation)
    }
    return [values]
  },
})
