import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { TYPICAL_PRICE_NOISE, typicalPrice } from '../kernels/typicalPrice.ts'
import { barsParam } from '../params.ts'

/** G. Quong and A. Soudack (1989): share of the money flow (typical price · volume) on rising bars; a tie belongs to neither; 50 without any flow. */
export const mfi = defineIndicator({
  name: 'mfi',
  title: 'Money flow index',
  group: 'volume',
  aliases: ['money_flow_index'],
  reads: ['high', 'low', 'close', 'volume'],
  params: { period: barsParam(14) },
  outputs: { value: '0..100' },
  warmup: ({ period }) => period,
  calculate: (bars, { period }) => {
    const prices = typicalPrice(bars)
    const length = prices.length
    const inflow = column(length, 1)
    const outflow = column(length, 1)
    for (let i = 1; i < length; i++) {
      const price = prices[i] as number
      const change = price - (prices[i - 1] as number)
      const flow = price * (bars.volume[i] as number)
      const tie = Math.abs(price) * TYPICAL_PRICE_NOISE
      inflow[i] = change > tie ? flow : 0
      outflow[i] = change < -tie ? flow : 0
    }
    const inflows = rollingSum(inflow, period, 1)
    const outflows = rollingSum(outflow, period, 1)
    const values = column(length, period)
    for (let i = period; i < length; i++) {
      const both = (inflows[i] as number) + (outflows[i] as number)
      values[i] = both === 0 ? 50 : 100 * ((inflows[i] as number) / both)
    }
    return [values]
  },
})
