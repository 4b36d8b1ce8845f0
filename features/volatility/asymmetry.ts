import { barsParam, defineFeature } from '../define.ts'
import { roots } from '../kernels/elementwise.ts'
import { column, columnOf } from '../kernels/column.ts'
import { quotients } from '../kernels/quotient.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { logReturns, realizedVariance } from '../shared/returns.ts'

/** Sum of squared falls over so many bars; first at `bars`. */
function fallenVariance(run: Run, bars: number): Float64Array {
  return run.once(`fallen variance ${bars}`, () => {
    const falls = run.once('squared falls', () => logReturns(run).map((value) => Math.min(value, 0) ** 2))
    return rollingSum(falls, bars)
  })
}

/** Barndorff-Nielsen, Kinnebrock and Shephard (2010), Measuring downside risk: realised semivariance. */
export const downsideVolatility = defineFeature({
  kind: 'downside_volatility',
  group: 'volatility',
  title: '√ mean of squared falls over so many bars',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => roots(fallenVariance(run, bars), bars),
})

export const downsideShare = defineFeature({
  kind: 'downside_share',
  group: 'volatility',
  title: 'Part of the realised variance that came from falls, 0..1',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => quotients(fallenVariance(run, bars), realizedVariance(run, bars)),
})

/** Below this share of the mean square a variance is rounding, and what is divided by its powers is noise. */
const LEAST_SHARE = 1e-10

/** Sums of the first four powers of the log return, each divided by the number of bars. */
function moments(run: Run, bars: number): { skewness: Float64Array; kurtosis: Float64Array } {
  return run.once(`moments ${bars}`, () => {
    const powers = [1, 2, 3, 4].map((power) => rollingSum(powerOf(run, power), bars))
    const [first, second, third, fourth] = powers as [Float64Array, Float64Array, Float64Array, Float64Array]
    const skewness = column(run.length)
    const kurtosis = column(run.length)
    for (let i = 0; i < run.length; i++) {
      const mean = (first[i] as number) / bars
      const square = (second[i] as number) / bars
      const cube = (third[i] as number) / bars
      const variance = square - mean * mean
      const exists = variance > LEAST_SHARE * square
      const m3 = cube - 3 * mean * square + 2 * mean * mean * mean
      const m4 = (fourth[i] as number) / bars - 4 * mean * cube + 6 * mean * mean * square - 3 * mean * mean * mean * mean
      skewness[i] = exists ? m3 / (variance * Math.sqrt(variance)) : NaN
      kurtosis[i] = exists ? m4 / (variance * variance) : NaN
    }
    return { skewness, kurtosis }
  })
}

function powerOf(run: Run, power: number): Float64Array {
  return run.once(`returns to the ${power}`, () => {
    const returns = logReturns(run)
    return columnOf(run.length, (i) => {
      const value = returns[i] as number
      return power === 1 ? value : power === 2 ? value * value : power === 3 ? value * value * value : value * value * value * value
    })
  })
}

/** Amaya, Christoffersen, Jacobs and Vasquez (2015), Does realized skewness predict the cross-section of equity returns? */
export const returnSkewness = defineFeature({
  kind: 'return_skewness',
  group: 'volatility',
  title: 'Skewness of log returns over so many bars',
  reads: ['close'],
  params: { bars: barsParam(8) },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => moments(run, bars).skewness.slice(),
})

export const returnKurtosis = defineFeature({
  kind: 'return_kurtosis',
  group: 'volatility',
  title: 'Kurtosis of log returns over so many bars, 3 for a normal',
  reads: ['close'],
  params: { bars: barsParam(8) },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => moments(run, bars).kurtosis.slice(),
})
