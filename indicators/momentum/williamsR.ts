import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { rollingRange } from '../kernels/rollingRange.ts'
import { barsParam } from '../params.ts'

/** L. Williams (1973): how far the close lies below the highest high, in hundredths of the range; 0 in a flat range. */
export const williamsR = defineIndicator({
  name: 'williams_r',
  title: 'Williams %R',
  group: 'momentum',
  aliases: ['willr'],
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(14) },
  outputs: { value: '-100..0' },
  warmup: ({ period }) => period - 1,
  calculate: ({ high, low, close }, { period }) => {
    const { highest, lowest } = rollingRange(high, low, period)
    const values = column(close.length, period - 1)
    for (let i = period - 1; i < close.length; i++) {
      const top = highest[i] as number
      const range = top - (lowest[i] as number)
      values[i] = range === 0 ? 0 : 100 * (((close[i] as number) - top) / range)
    }
    return [values]
  },
})
