import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'

/** J. Granville (1963): the volume of rising closes less that of falling ones, from 0 at the first bar. */
export const obv = defineIndicator({
  name: 'obv',
  title: 'On-balance volume',
  group: 'volume',
  aliases: ['on_balance_volume'],
  reads: ['close', 'volume'],
  params: {},
  outputs: { value: 'volume' },
  warmup: () => 0,
  calculate: ({ close, volume }) => {
    const length = close.length
    const balances = column(length, 0)
    let balance = 0
    for (let i = 1; i < length; i++) {
      const value = close[i] as number
      const previous = close[i - 1] as number
      balance += Math.sign(value - previous) * (volume[i] as number)
      balances[i] = balance
    }
    return [balances]
  },
})
