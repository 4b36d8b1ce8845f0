import { barsParam } from '../define.ts'
import type { FeatureParams, UniverseKind } from '../feature.ts'
import { differences } from '../kernels/elementwise.ts'
import { column, columnOf } from '../kernels/column.ts'
import { correlations, rollingPair, slopes, type Pair } from '../kernels/rollingPair.ts'
import type { Universe } from '../universe.ts'
import { LEAST_MEMBERS, meanOfOthers, valuesAt } from './members.ts'

/** A feature with a number of bars; the market is the mean of the other symbols, each with the same weight. */
function ofMarket(
  kind: string,
  title: string,
  settings: readonly number[],
  warmup: (bars: number) => number,
  compute: (universe: Universe, bars: number) => Float64Array,
  min = 1,
): UniverseKind {
  return {
    scope: 'universe',
    kind,
    group: 'cross_sectional',
    title,
    reads: ['close'],
    params: { bars: barsParam(min) },
    settings: settings.map((bars) => ({ bars })),
    warmup: (params: FeatureParams) => warmup(Number(params['bars'])),
    compute: (universe, params) => compute(universe, Number(params['bars'])),
  }
}

const itself = (bars: number): number => bars

/** The others' column where the symbol has a value itself, else NaN: a bar that it lacks is not filled from others. */
function whereOwn(own: Float64Array, values: Float64Array): Float64Array {
  return columnOf(own.length, (i) => (Number.isNaN(own[i]) ? NaN : (values[i] as number)))
}

export const marketReturn = ofMarket(
  'market_return',
  'Mean log return of the other symbols over so many bars',
  [1, 24, 168],
  itself,
  (universe, bars) => whereOwn(universe.own(`log_return_${bars}`), meanOfOthers(universe, `log_return_${bars}`)),
)

export const relativeReturn = ofMarket(
  'relative_return',
  "Log return over so many bars less the other symbols' mean",
  [1, 24, 168],
  itself,
  (universe, bars) => {
    const own = universe.own(`log_return_${bars}`)
    const market = meanOfOthers(universe, `log_return_${bars}`)
    return differences(own, market)
  },
)

function withMarket(universe: Universe, bars: number): Pair {
  return universe.once(`with market ${bars}`, () => rollingPair(meanOfOthers(universe, 'log_return_1'), universe.own('log_return_1'), bars))
}

/** Sharpe (1964), Capital asset prices: slope of the symbol's returns on the market's. */
export const marketBeta = ofMarket(
  'market_beta',
  "Slope of the log return on the other symbols' mean, over so many bars",
  [72, 168],
  itself,
  (universe, bars) => slopes(withMarket(universe, bars)),
  5,
)

export const marketCorrelation = ofMarket(
  'market_correlation',
  "Correlation of the log return with the other symbols' mean, over so many bars",
  [72, 168],
  itself,
  (universe, bars) => correlations(withMarket(universe, bars)),
  5,
)

/** A figure of all symbols' log returns at each bar on which the symbol itself has one. */
function acrossAll(universe: Universe, bars: number, of: (values: Float64Array, count: number) => number): Float64Array {
  const own = universe.own(`log_return_${bars}`)
  const columns = [own, ...universe.others(`log_return_${bars}`)]
  const values = new Float64Array(columns.length)
  const figures = column(universe.length)
  for (let i = 0; i < universe.length; i++) {
    const count = Number.isNaN(own[i]) ? 0 : valuesAt(columns, i, values)
    figures[i] = count < LEAST_MEMBERS ? NaN : of(values, count)
  }
  return figures
}

export const dispersion = ofMarket(
  'dispersion',
  'Standard deviation across all symbols of their log returns over so many bars',
  [1, 24],
  itself,
  (universe, bars) =>
    acrossAll(universe, bars, (values, count) => {
      let sum = 0
      for (let k = 0; k < count; k++) sum += values[k] as number
      let squares = 0
      for (let k = 0; k < count; k++) squares += ((values[k] as number) - sum / count) ** 2
      return Math.sqrt(squares / (count - 1))
    }),
)

export const breadth = ofMarket(
  'breadth',
  'Share of all symbols whose log return over so many bars is positive',
  [1, 24, 168],
  itself,
  (universe, bars) =>
    acrossAll(universe, bars, (values, count) => {
      let up = 0
      for (let k = 0; k < count; k++) up += Number((values[k] as number) > 0)
      return up / count
    }),
)
