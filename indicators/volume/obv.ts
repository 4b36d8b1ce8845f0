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
      const change = (close[i] as number) - (close[i - 1] as number)
      // The sign without a branch: which way a price moves cannot be foretold, and a wrong guess costs more than all the rest.
      balance += (Number(change > 0) - Number(change < 0)) * (volume[i] as number)
      balances[i] = balance
    }
    return [balances]
  },
})
