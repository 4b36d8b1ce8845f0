import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingSpread } from '../kernels/rollingSpread.ts'
import { barsParam } from '../params.ts'

/**
 * Sample standard deviation (divisor period − 1) of the last `period` logarithmic returns, per bar: an indicator knows no timeframe. For a
 * year, multiply by √(bars per year).
 */
export const realizedVolatility = defineIndicator({
  name: 'realized_volatility',
  title: 'Realised volatility of logarithmic returns, per bar',
  group: 'volatility',
  aliases: ['realised_volatility', 'historical_volatility'],
  reads: ['close'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => {
    const returns = columnOf(close.length, (i) => Math.log((close[i] as number) / (close[i - 1] as number)), 1)
    return [rollingSpread(returns, period, 1, 1).deviations]
  },
})
