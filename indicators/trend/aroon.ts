import { defineIndicator } from '../define.ts'
import { barsSinceHighest, barsSinceLowest } from '../kernels/barsSinceExtreme.ts'
import { columnOf } from '../kernels/column.ts'
import { barsParam } from '../params.ts'

/** T. Chande (1995): 100 · (period − bars since the extreme) / period over period + 1 bars; of equal extremes the latest counts. */
export const aroon = defineIndicator({
  name: 'aroon',
  title: 'Aroon down, up and oscillator',
  group: 'trend',
  reads: ['high', 'low'],
  params: { period: barsParam(14) },
  outputs: { down: '0..100', up: '0..100', oscillator: '-100..100' },
  warmup: ({ period }) => period,
  calculate: ({ high, low }, { period }) => {
    const sinceLow = barsSinceLowest(low, period + 1)
    const sinceHigh = barsSinceHighest(high, period + 1)
    const freshness = (age: number): number => (100 * (period - age)) / period
    const down = columnOf(low.length, (i) => freshness(sinceLow[i] as number), period)
    const up = columnOf(low.length, (i) => freshness(sinceHigh[i] as number), period)
    return [down, up, columnOf(low.length, (i) => (up[i] as number) - (down[i] as number), period)]
  },
})
