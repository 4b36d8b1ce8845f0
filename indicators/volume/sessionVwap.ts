import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { typicalPrice } from '../kernels/typicalPrice.ts'

const DAY = 86_400_000

/** Begins anew with the first bar of each UTC day. A bar without volume leaves it where it is; NaN until something is traded. */
export const sessionVwap = defineIndicator({
  name: 'session_vwap',
  title: 'Volume-weighted average of the typical price since midnight UTC',
  group: 'volume',
  aliases: ['daily_vwap', 'anchored_vwap'],
  reads: ['time', 'high', 'low', 'close', 'volume'],
  params: {},
  outputs: { value: 'price' },
  warmup: () => 0,
  calculate: (bars) => {
    const { time, volume } = bars
    const prices = typicalPrice(bars)
    const means = column(prices.length, 0)
    let day = NaN
    let pivot = 0
    let sum = 0
    let traded = 0
    for (let i = 0; i < prices.length; i++) {
      const today = Math.floor((time[i] as number) / DAY)
      if (today !== day) {
        day = today
        pivot = prices[i] as number
        sum = 0
        traded = 0
      }
      sum += ((prices[i] as number) - pivot) * (volume[i] as number)
      traded += volume[i] as number
      means[i] = traded === 0 ? NaN : pivot + sum / traded
    }
    return [means]
  },
})
