import { defineIndicator } from '../define.ts'
import { averageTrueRange } from '../kernels/averageTrueRange.ts'
import { column } from '../kernels/column.ts'
import { barsParam, numberParam } from '../params.ts'

/**
 * O. Seban: a stop at (high + low) / 2 ± multiplier · ATR that only tightens, until a close beyond it turns the trend. `direction` is 1 up,
 * −1 down; it starts down (TradingView), with an ATR that does not use bar 0.
 */
export const supertrend = defineIndicator({
  name: 'supertrend',
  title: 'SuperTrend stop and its direction',
  group: 'trend',
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(10, 1), multiplier: numberParam(3, 0.1, 20) },
  outputs: { value: 'price', direction: '-1..1' },
  warmup: ({ period }) => period,
  calculate: (bars, { period, multiplier }) => {
    const { high, low, close } = bars
    const length = close.length
    const ranges = averageTrueRange(bars, period)
    const stops = column(length, period)
    const directions = column(length, period)
    let direction = -1
    let upper = Infinity
    let lower = -Infinity
    for (let i = period; i < length; i++) {
      const middle = ((high[i] as number) + (low[i] as number)) / 2
      const half = multiplier * (ranges[i] as number)
      const previous = close[i - 1] as number
      upper = previous > upper ? middle + half : Math.min(upper, middle + half)
      lower = previous < lower ? middle - half : Math.max(lower, middle - half)
      const value = close[i] as number
      if (direction === -1 ? value > upper : value < lower) direction = -direction
      stops[i] = direction === 1 ? lower : upper
      directions[i] = direction
    }
    return [stops, directions]
  },
})
