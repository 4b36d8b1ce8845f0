import { defineIndicator } from '../define.ts'
import { rollingMean } from '../kernels/rollingMean.ts'
import { rollingPosition } from '../kernels/rollingPosition.ts'
import { barsParam } from '../params.ts'

/** G. Lane: place of the close in the range of `period` bars, smoothed by a simple mean (`k`; 1 leaves it raw), and that again (`d`). 0 in a flat range. */
export const stochastic = defineIndicator({
  name: 'stochastic',
  title: 'Stochastic oscillator, slow %K and %D',
  group: 'momentum',
  aliases: ['stoch'],
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(14), smoothing: barsParam(3, 1), signal: barsParam(3, 1) },
  outputs: { k: '0..100', d: '0..100' },
  warmup: ({ period, smoothing, signal }) => period + smoothing + signal - 3,
  calculate: ({ high, low, close }, { period, smoothing, signal }) => {
    const raw = rollingPosition(close, high, low, period)
    const k = rollingMean(raw, smoothing, period - 1)
    return [k, rollingMean(k, signal, period + smoothing - 2)]
  },
})
