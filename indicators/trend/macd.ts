import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { meanOf } from '../kernels/meanOf.ts'
import { exponentialMean, exponentialWeight } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/**
 * G. Appel: EMA(fast) − EMA(slow), each seeded with its own first simple mean, so that macd is exactly the difference of two `ema`s (TTR;
 * TA-Lib instead starts the fast one late, which the first few hundred bars still show). `signal` is the EMA of macd; `histogram` their difference.
 */
export const macd = defineIndicator({
  name: 'macd',
  title: 'Moving average convergence / divergence',
  group: 'trend',
  reads: ['close'],
  params: { fast: barsParam(12), slow: barsParam(26), signal: barsParam(9, 1) },
  outputs: { macd: 'price difference', signal: 'price difference', histogram: 'price difference' },
  warmup: ({ fast, slow, signal }) => Math.max(fast, slow) - 1 + signal - 1,
  calculate: ({ close }, { fast, slow, signal }) => {
    const length = close.length
    const first = Math.max(fast, slow) - 1
    const macds = column(length, first)
    if (first < length) difference(close, fast, slow, first, macds)
    const signals = exponentialMean(macds, signal, first)
    const histograms = column(length, first + signal - 1)
    for (let i = first + signal - 1; i < length; i++) histograms[i] = (macds[i] as number) - (signals[i] as number)
    return [macds, signals, histograms]
  },
})

/** Both means in one pass over the closes, without a column for either. */
function difference(close: Float64Array, fast: number, slow: number, first: number, out: Float64Array): void {
  const fastWeight = exponentialWeight(fast)
  const slowWeight = exponentialWeight(slow)
  let fastMean = exponentialAt(close, fast, first)
  let slowMean = exponentialAt(close, slow, first)
  out[first] = fastMean - slowMean
  for (let i = first + 1; i < close.length; i++) {
    const value = close[i] as number
    fastMean += fastWeight * (value - fastMean)
    slowMean += slowWeight * (value - slowMean)
    out[i] = fastMean - slowMean
  }
}

function exponentialAt(close: Float64Array, period: number, index: number): number {
  const weight = exponentialWeight(period)
  let mean = meanOf(close, 0, period)
  for (let i = period; i <= index; i++) mean += weight * ((close[i] as number) - mean)
  return mean
}
