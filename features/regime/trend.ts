import { barsParam, defineFeature } from '../define.ts'
import { differences, logarithms, magnitudes, scaled } from '../kernels/elementwise.ts'
import { columnOf } from '../kernels/column.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { correlations, rollingPair, slopes, type Pair } from '../kernels/rollingPair.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { absoluteReturns, logPrices, logReturns, returnSpread } from '../shared/returns.ts'
import { highestHigh, lowestLow, meanClose } from '../shared/windows.ts'

/** Regression of the log price on the number of the bar. */
function lineThrough(run: Run, bars: number): Pair {
  return run.once(`line ${bars}`, () => {
    const index = run.once('index', () => Float64Array.from({ length: run.length }, (_, i) => i))
    return rollingPair(index, logPrices(run), bars)
  })
}

/** After López de Prado (2020), Machine learning for asset managers, 5.4: the fit of a line through the past, here only its sign and closeness. */
export const trendCorrelation = defineFeature({
  kind: 'trend_correlation',
  group: 'regime',
  title: 'Correlation of the log close with time over so many bars: 1 a straight rise, −1 a straight fall',
  reads: ['close'],
  params: { bars: barsParam(5) },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => correlations(lineThrough(run, bars)),
})

export const trendSlope = defineFeature({
  kind: 'trend_slope',
  group: 'regime',
  title: 'Slope per bar of the line through the log closes of so many bars',
  reads: ['close'],
  params: { bars: barsParam(5) },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => slopes(lineThrough(run, bars)),
})

export const trendState = defineFeature({
  kind: 'trend_state',
  group: 'regime',
  title: 'ln(shorter / longer mean of the close) in standard deviations of a return over the longer time',
  reads: ['close'],
  params: { short: barsParam(1), long: barsParam(3) },
  settings: [
    [6, 24],
    [12, 72],
    [24, 168],
  ],
  warmup: ({ long }) => long,
  compute: (run, { short, long }) => {
    const fast = meanClose(run, short)
    const slow = meanClose(run, long)
    const { deviations } = returnSpread(run, long)
    return quotients(logRatios(fast, slow), scaled(deviations, Math.sqrt(long)))
  },
})

/** Kaufman (1995), Smarter trading, on log returns. */
export const efficiencyRatio = defineFeature({
  kind: 'efficiency_ratio',
  group: 'regime',
  title: 'Distance over path of the close, 0..1: 1 a straight move, near 0 noise',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[12], [24], [72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => {
    const path = rollingSum(absoluteReturns(run), bars)
    // A straight move's path is the same distance summed in steps, which may round below it.
    return quotients(magnitudes(logReturns(run, bars)), path).map((value) => Math.min(1, value))
  },
})

/** E. W. Dreiss's choppiness index, divided by 100. */
export const choppiness = defineFeature({
  kind: 'choppiness',
  group: 'regime',
  title: 'ln(sum of true ranges / range of so many bars) / ln(bars): near 1 sideways, near 0 a straight move',
  reads: ['high', 'low', 'close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => {
    const path = rollingSum(
      run.once('true ranges', () => trueRanges(run)),
      bars,
    )
    const highest = highestHigh(run, bars)
    const lowest = lowestLow(run, bars)
    return scaled(logarithms(quotients(path, differences(highest, lowest))), 1 / Math.log(bars))
  },
})

/** The bar's range with the close before it; first at 1. */
function trueRanges({ bars: { high, low, close }, length }: Run): Float64Array {
  const range = (i: number): number =>
    Math.max(high[i] as number, close[i - 1] as number) - Math.min(low[i] as number, close[i - 1] as number)
  return columnOf(length, range, Math.min(1, length))
}
