import { barsParam, defineFeature } from '../define.ts'
import { products, scaled } from '../kernels/elementwise.ts'
import { lagged } from '../kernels/lagged.ts'
import { quotients } from '../kernels/quotient.ts'
import { correlations, rollingPair, slopes } from '../kernels/rollingPair.ts'
import { absoluteReturns, logPrices, logReturns, returnSpread } from '../shared/returns.ts'

/** Lo and MacKinlay (1988), Stock market prices do not follow random walks: overlapping returns, without their small-sample correction. */
export const varianceRatio = defineFeature({
  kind: 'variance_ratio',
  group: 'regime',
  title: 'Variance of returns over `lag` bars over `lag` times that over one: above 1 trending, below 1 reverting',
  reads: ['close'],
  params: { lag: barsParam(2, 100), bars: barsParam(5) },
  settings: [
    [2, 72],
    [4, 168],
    [12, 168],
    [24, 336],
  ],
  warmup: ({ lag, bars }) => lag + bars - 1,
  compute: (run, { lag, bars }) => {
    const long = returnSpread(run, bars, lag).deviations
    const one = returnSpread(run, bars).deviations
    return quotients(products(long, long), scaled(products(one, one), lag))
  },
})

const LAGS = [1, 2, 4, 8, 16]
/** Of ln(lag), about their mean: a slope is the sum of these times ln(deviation). */
const LAG_WEIGHTS = LAGS.map((lag) => {
  const meanLog = Math.log(4)
  const squares = LAGS.reduce((sum, other) => sum + (Math.log(other) - meanLog) ** 2, 0)
  return (Math.log(lag) - meanLog) / squares
})

/** Mandelbrot and Van Ness (1968): the deviation of increments grows as lag^H; after Di Matteo (2007), Multi-scaling in finance, with q = 2. */
export const hurst = defineFeature({
  kind: 'hurst',
  group: 'regime',
  title: 'Hurst-like exponent from deviations over 1, 2, 4, 8 and 16 bars: ½ a random walk, above it trending',
  reads: ['close'],
  params: { bars: barsParam(32) },
  settings: [[168], [336]],
  warmup: ({ bars }) => 16 + bars - 1,
  compute: (run, { bars }) => {
    const exponents = new Float64Array(run.length)
    LAGS.forEach((lag, k) => {
      const { deviations } = returnSpread(run, bars, lag)
      const weight = LAG_WEIGHTS[k] as number
      for (let i = 0; i < run.length; i++) {
        const deviation = deviations[i] as number
        exponents[i] = (exponents[i] as number) + (deviation === 0 ? NaN : weight * Math.log(deviation))
      }
    })
    return exponents
  },
})

export const autocorrelation = defineFeature({
  kind: 'autocorrelation',
  group: 'regime',
  title: 'Correlation of the log return with that of `lag` bars before, over so many bars',
  reads: ['close'],
  params: { lag: barsParam(1, 500), bars: barsParam(5) },
  settings: [
    [1, 24],
    [1, 72],
    [1, 168],
    [24, 168],
  ],
  warmup: ({ lag, bars }) => lag + bars,
  compute: (run, { lag, bars }) => correlations(rollingPair(lagged(logReturns(run), lag), logReturns(run), bars)),
})

/** Mandelbrot (1963), The variation of certain speculative prices: large changes follow large ones. */
export const volatilityClustering = defineFeature({
  kind: 'volatility_clustering',
  group: 'regime',
  title: 'Correlation of the size of the log return with that of the bar before, over so many bars',
  reads: ['close'],
  params: { bars: barsParam(5) },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars + 1,
  compute: (run, { bars }) => correlations(rollingPair(lagged(absoluteReturns(run), 1), absoluteReturns(run), bars)),
})

/** The slope of Dickey and Fuller (1979), the speed of an Ornstein–Uhlenbeck process; on a random walk it is above 0 too, by their bias. */
export const meanReversionSpeed = defineFeature({
  kind: 'mean_reversion_speed',
  group: 'regime',
  title: 'Part of the distance from its mean that the log close takes back per bar, over so many bars',
  reads: ['close'],
  params: { bars: barsParam(10) },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => scaled(slopes(rollingPair(lagged(logPrices(run), 1), logReturns(run), bars)), -1),
})
