import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { rollingSpread } from '../kernels/rollingSpread.ts'
import { barsParam, numberParam } from '../params.ts'

/**
 * J. Bollinger: simple mean ± multiplier · population standard deviation of the close. `percent_b` is 0 at the lower and 1 at the upper band
 * (0.5 where the bands meet); `bandwidth` is (upper − lower) / middle.
 */
export const bollinger = defineIndicator({
  name: 'bollinger',
  title: 'Bollinger bands, with %b and bandwidth as fractions',
  group: 'volatility',
  aliases: ['bbands', 'bollinger_bands', 'bb'],
  reads: ['close'],
  params: { period: barsParam(20), multiplier: numberParam(2, 0.1, 10) },
  outputs: { lower: 'price', middle: 'price', upper: 'price', percent_b: 'ratio', bandwidth: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period, multiplier }) => {
    const { means: middle, deviations } = rollingSpread(close, period, 0)
    const length = close.length
    const lower = column(length, period - 1)
    const upper = column(length, period - 1)
    const percentB = column(length, period - 1)
    for (let i = period - 1; i < length; i++) {
      const mean = middle[i] as number
      const half = multiplier * (deviations[i] as number)
      const offset = (close[i] as number) - mean
      lower[i] = mean - half
      upper[i] = mean + half
      percentB[i] = half === 0 ? 0.5 : 0.5 + (0.5 * offset) / half
      // In place: the column of deviations has served.
      deviations[i] = (2 * half) / mean
    }
    return [lower, middle, upper, percentB, deviations]
  },
})
