import { defineIndicator } from '../define.ts'
import { averageTrueRange } from '../kernels/averageTrueRange.ts'
import { columnOf } from '../kernels/column.ts'
import { exponentialMean } from '../kernels/smoothed.ts'
import { barsParam, numberParam } from '../params.ts'

/** L. Raschke's form (StockCharts): EMA of the close ± multiplier · ATR. C. Keltner's own (1960) had 10-bar simple means of typical price and range. */
export const keltner = defineIndicator({
  name: 'keltner',
  title: 'Keltner channel of the average true range',
  group: 'volatility',
  aliases: ['keltner_channel', 'keltner_channels', 'kc'],
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(20), atr_period: barsParam(10, 1), multiplier: numberParam(2, 0.1, 10) },
  outputs: { lower: 'price', middle: 'price', upper: 'price' },
  warmup: ({ period, atr_period }) => Math.max(period - 1, atr_period),
  calculate: (bars, { period, atr_period, multiplier }) => {
    const middle = exponentialMean(bars.close, period)
    const ranges = averageTrueRange(bars, atr_period)
    const first = Math.max(period - 1, atr_period)
    const bandAt = (side: number) => (i: number) => (middle[i] as number) + side * multiplier * (ranges[i] as number)
    return [columnOf(middle.length, bandAt(-1), first), middle, columnOf(middle.length, bandAt(1), first)]
  },
})
