import { type BarsRange, barsParam, defineFeature } from '../define.ts'
import type { BarsKind } from '../feature.ts'
import { products, roots } from '../kernels/elementwise.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { rollingMean } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { returnSpread } from '../shared/returns.ts'

type Reads = BarsKind['reads']

/**
 * A range estimator of volatility, that the indicators have already: its paper is named there. Over one and the same time they agree to 0.99,
 * so that each has its own in the catalogue.
 */
function rangeVolatility(kind: string, title: string, reads: Reads, first: (bars: number) => number, settings: number[][]): BarsKind {
  return defineFeature({
    kind,
    group: 'volatility',
    title: `${title}, per bar (indicator ${kind})`,
    reads,
    usesIndicator: true,
    params: { bars: barsParam() satisfies BarsRange },
    settings,
    warmup: ({ bars }) => first(bars),
    compute: (run, { bars }) => (run.indicator(kind, { period: bars })['value'] as Float64Array).slice(),
  })
}

const window = (bars: number): number => bars - 1
const oneMore = (bars: number): number => bars

export const RANGE_VOLATILITIES: readonly BarsKind[] = [
  rangeVolatility('parkinson', 'Parkinson volatility', ['high', 'low'], window, [[12], [24]]),
  rangeVolatility('garman_klass', 'Garman–Klass volatility', ['open', 'high', 'low', 'close'], window, [[48]]),
  rangeVolatility('rogers_satchell', 'Rogers–Satchell volatility', ['open', 'high', 'low', 'close'], window, [[72]]),
  rangeVolatility('yang_zhang', 'Yang–Zhang volatility', ['open', 'high', 'low', 'close'], oneMore, [[168]]),
  rangeVolatility('natr', 'Average true range in percent of the close', ['high', 'low', 'close'], oneMore, [[14]]),
]

function logRange(run: Run): Float64Array {
  return run.once('log range', () => logRatios(run.bars.high, run.bars.low))
}

export const rangeRatio = defineFeature({
  kind: 'range_ratio',
  group: 'volatility',
  title: 'ln(high / low) of the bar over its mean of so many bars',
  reads: ['high', 'low'],
  params: { bars: barsParam() },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => quotients(logRange(run), rollingMean(logRange(run), bars)),
})

export const rangeToCloseVolatility = defineFeature({
  kind: 'range_to_close_volatility',
  group: 'volatility',
  title: 'Parkinson volatility over that of the closes: above 1 where moves within bars are taken back',
  reads: ['high', 'low', 'close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => {
    const squares = run.once('squared log range', () => products(logRange(run), logRange(run)))
    const parkinson = roots(rollingMean(squares, bars), 4 * Math.LN2)
    return quotients(parkinson, returnSpread(run, bars).deviations)
  },
})
