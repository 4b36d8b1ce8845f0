import { defineIndicator } from '../define.ts'
import { relativeStrength } from '../kernels/relativeStrength.ts'
import { rollingMean } from '../kernels/rollingMean.ts'
import { rollingPosition } from '../kernels/rollingPosition.ts'
import { barsParam } from '../params.ts'

/** T. Chande and S. Kroll (1994): place of the RSI in its own range. TA-Lib's fast form has smoothing 1. 0 in a flat range. */
export const stochRsi = defineIndicator({
  name: 'stoch_rsi',
  title: 'Stochastic RSI, %K and %D',
  group: 'momentum',
  reads: ['close'],
  params: { rsi_period: barsParam(14), period: barsParam(14), smoothing: barsParam(3, 1), signal: barsParam(3, 1) },
  outputs: { k: '0..100', d: '0..100' },
  warmup: ({ rsi_period, period, smoothing, signal }) => rsi_period + period + smoothing + signal - 3,
  calculate: ({ close }, params) => {
    const first = params.rsi_period
    const strengths = relativeStrength(close, params.rsi_period)
    const raw = rollingPosition(strengths, strengths, strengths, params.period, first)
    const k = rollingMean(raw, params.smoothing, first + params.period - 1)
    return [k, rollingMean(k, params.signal, first + params.period + params.smoothing - 2)]
  },
})
