import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { barsParam } from '../params.ts'

/**
 * J. W. Wilder (1978), as in TA-Lib and TTR: the sums of directional movement and true range hold bars 1..period − 1 and are smoothed
 * (S − S / period + x) from bar `period` on; `adx` starts as the mean of the first `period` DX, at 2 · period − 1. All 0 where nothing has moved.
 */
export const adx = defineIndicator({
  name: 'adx',
  title: 'Average directional index, with both directional indicators',
  group: 'trend',
  aliases: ['di', 'dmi'],
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(14) },
  outputs: { adx: '0..100', plus_di: '0..100', minus_di: '0..100' },
  warmup: ({ period }) => 2 * period - 1,
  calculate: ({ high, low, close }, { period }) => {
    const length = close.length
    const trends = column(length, 2 * period - 1)
    const pluses = column(length, period)
    const minuses = column(length, period)
    const kept = 1 - 1 / period
    let range = 0
    let plus = 0
    let minus = 0
    let trend = 0
    for (let i = 1; i < length; i++) {
      const up = (high[i] as number) - (high[i - 1] as number)
      const down = (low[i - 1] as number) - (low[i] as number)
      const previous = close[i - 1] as number
      const keep = i < period ? 1 : kept
      range = keep * range + (Math.max(high[i] as number, previous) - Math.min(low[i] as number, previous))
      // Without branches: which way a price moves cannot be foretold, and a wrong guess costs more than all the rest.
      plus = keep * plus + Number(up > down) * 0.5 * (Math.abs(up) + up)
      minus = keep * minus + Number(down > up) * 0.5 * (Math.abs(down) + down)
      if (i < period) continue
      pluses[i] = range === 0 ? 0 : 100 * (plus / range)
      minuses[i] = range === 0 ? 0 : 100 * (minus / range)
      const both = plus + minus
      const direction = both === 0 ? 0 : 100 * (Math.abs(plus - minus) / both)
      trend += i < 2 * period ? direction / period : (direction - trend) / period
      if (i >= 2 * period - 1) trends[i] = trend
    }
    return [trends, pluses, minuses]
  },
})
