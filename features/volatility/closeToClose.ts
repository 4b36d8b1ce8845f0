import { barsParam, defineFeature } from '../define.ts'
import { column } from '../kernels/column.ts'
import { quotients } from '../kernels/quotient.ts'
import { rollingSpread } from '../kernels/rollingSpread.ts'
import { rollingMean } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { returnSpread, squaredReturns } from '../shared/returns.ts'

export const realizedVolatility = defineFeature({
  kind: 'realized_volatility',
  group: 'volatility',
  title: 'Standard deviation of log returns over so many bars, per bar',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[6], [12], [24], [72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => returnSpread(run, bars).deviations.slice(),
})

/** J.P. Morgan/Reuters (1996), RiskMetrics Technical Document; its λ = 0.94 is a half-life of 11 bars. Seeded with the first mean. */
export const ewmaVolatility = defineFeature({
  kind: 'ewma_volatility',
  group: 'volatility',
  title: 'Exponentially weighted volatility of log returns, per bar; the parameter is the half-life',
  reads: ['close'],
  params: { half_life: barsParam() },
  settings: [[11], [36]],
  warmup: ({ half_life: halfLife }) => halfLife,
  compute: (run, { half_life: halfLife }) => {
    const squares = squaredReturns(run)
    const values = column(run.length, Math.min(halfLife, run.length))
    if (run.length <= halfLife) return values
    const kept = 0.5 ** (1 / halfLife)
    let variance = firstMean(run, halfLife)
    values[halfLife] = Math.sqrt(variance)
    for (let i = halfLife + 1; i < run.length; i++) {
      variance = kept * variance + (1 - kept) * (squares[i] as number)
      values[i] = Math.sqrt(variance)
    }
    return values
  },
})

function firstMean(run: Run, count: number): number {
  return rollingMean(squaredReturns(run).subarray(1, count + 1), count)[count - 1] as number
}

export const volatilityRatio = defineFeature({
  kind: 'volatility_ratio',
  group: 'volatility',
  title: 'Volatility of the shorter over that of the longer time',
  reads: ['close'],
  params: { short: barsParam(), long: barsParam(3) },
  settings: [
    [6, 24],
    [12, 72],
    [24, 168],
  ],
  warmup: ({ long }) => long,
  compute: (run, { short, long }) => quotients(returnSpread(run, short).deviations, returnSpread(run, long).deviations),
})

export const volatilityOfVolatility = defineFeature({
  kind: 'volatility_of_volatility',
  group: 'volatility',
  title: 'Standard deviation over mean, in the longer time, of the volatility of the shorter',
  reads: ['close'],
  params: { short: barsParam(), long: barsParam(3) },
  settings: [
    [6, 24],
    [12, 72],
  ],
  warmup: ({ short, long }) => short + long - 1,
  compute: (run, { short, long }) => {
    const { means, deviations } = rollingSpread(returnSpread(run, short).deviations, long)
    return quotients(deviations, means)
  },
})
