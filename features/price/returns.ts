import { barsParam, defineFeature } from '../define.ts'
import { differences, scaled, standardScores } from '../kernels/elementwise.ts'
import { lagged } from '../kernels/lagged.ts'
import { quotients } from '../kernels/quotient.ts'
import { logReturns, returnSpread } from '../shared/returns.ts'

export const logReturn = defineFeature({
  kind: 'log_return',
  group: 'price',
  title: 'Log return of the close over so many bars',
  reads: ['close'],
  params: { bars: barsParam(1) },
  settings: [[1], [2], [3], [6], [12], [24], [48], [72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => logReturns(run, bars).slice(),
})

export const returnAcceleration = defineFeature({
  kind: 'return_acceleration',
  group: 'price',
  title: 'Log return of the last so many bars less that of as many before them',
  reads: ['close'],
  params: { bars: barsParam(1, 500) },
  settings: [[1], [6], [24]],
  warmup: ({ bars }) => 2 * bars,
  compute: (run, { bars }) => {
    const returns = logReturns(run, bars)
    return differences(returns, lagged(returns, bars))
  },
})

export const returnZscore = defineFeature({
  kind: 'return_zscore',
  group: 'price',
  title: "The bar's log return in standard deviations from the mean of the last so many",
  reads: ['close'],
  params: { bars: barsParam(3) },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => {
    const returns = logReturns(run)
    const { means, deviations } = returnSpread(run, bars)
    return standardScores(returns, means, deviations)
  },
})

/** Moskowitz, Ooi and Pedersen (2012), Time series momentum: the past return scaled by its own volatility. */
export const returnToRisk = defineFeature({
  kind: 'return_to_risk',
  group: 'price',
  title: 'Log return over so many bars in standard deviations of such a return',
  reads: ['close'],
  params: { bars: barsParam(3) },
  settings: [[12], [24], [72], [168]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => {
    const { means, deviations } = returnSpread(run, bars)
    return scaled(quotients(means, deviations), Math.sqrt(bars))
  },
})
