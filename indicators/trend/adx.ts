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
    const weight = 1 / period
    let keep = 1
    // Movement is summed twice over: halves are for the end, where they cost nothing.
    let range = 0
    let plus = 0
    let minus = 0
    let trend = 0
    // What the next bar looks back at stays at hand: read once, not twice.
    let lastHigh = high[0] as number
    let lastLow = low[0] as number
    let lastClose = close[0] as number
    for (let i = 1; i < length; i++) {
      if (i === period) keep = 1 - weight
      const top = high[i] as number
      const bottom = low[i] as number
      const up = top - lastHigh
      const down = lastLow - bottom
      range = keep * range + (Math.max(top, lastClose) - Math.min(bottom, lastClose))
      // Without branches: which way a price moves cannot be foretold, and a wrong guess costs more than all the rest.
      plus = keep * plus + Number(up > down) * (Math.abs(up) + up)
      minus = keep * minus + Number(down > up) * (Math.abs(down) + down)
      lastHigh = top
      lastLow = bottom
      lastClose = close[i] as number
      if (i < period) continue
      // Of a number and its inverse the product is never above 1.
      const inverse = range === 0 ? 0 : 0.5 / range
      pluses[i] = 100 * (plus * inverse)
      minuses[i] = 100 * (minus * inverse)
      const both = plus + minus
      const direction = both === 0 ? 0 : 100 * (Math.abs(plus - minus) / both)
      if (i < 2 * period) trend += weight * direction
      else trend += weight * (direction - trend)
      if (i >= 2 * period - 1) trends[i] = trend
    }
    return [trends, pluses, minuses]
  },
})
