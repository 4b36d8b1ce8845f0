import { barCount, firstBarAtOrAfter, type Bars } from '../domain/bars.ts'
import { UsageError } from '../domain/errors.ts'
import type { Failure } from '../domain/facts.ts'
import type { MarketData } from '../domain/market.ts'
import type { StrategyNeeds } from '../domain/strategy.ts'
import { marketUntil } from './marketUntil.ts'
import { missingModel } from './missingModel.ts'
import { predictedFrom } from './predictionsOf.ts'
import { copyUntil, slicePredictions, warmupOf, type Predictions } from './prepare.ts'

/** Fewer bars with a decision than this are no backtest. */
export const FEWEST_BARS = 30

export interface WindowRequest {
  readonly bars: Bars
  /** The window [from, to), ms UTC; where not given, all bars. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly market?: MarketData | undefined
  readonly predictions?: Predictions | undefined
}

/** What a run is given: nothing of it lies at or after the window's end. */
export interface WindowData {
  readonly bars: Bars
  readonly predictions: Predictions
  readonly market: MarketData
  /** First bar of the window. */
  readonly from: number
  /** Bars before the first decision. */
  readonly warmup: number
  /** First bar with a decision: in the window, warm, and with a prediction of every model. It may lie behind the last bar. */
  readonly tradeFrom: number
}

/** The slowest of all. A period that an indicator does not take is the strategy's failure, also where only one point of a grid has it. */
function slowest(all: readonly StrategyNeeds[]): number | Failure {
  try {
    return Math.max(...all.map(warmupOf))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { stage: 'declaration', code: 'bad_indicator', message: error.message }
  }
}

/** @param needs of the points that are to be run on it, which differ in their indicators alone. */
export function windowData(request: WindowRequest, needs: readonly [StrategyNeeds, ...StrategyNeeds[]]): WindowData | Failure {
  const { bars, predictions = {}, market = {}, to = Infinity } = request
  const [{ models }] = needs
  const missing = missingModel(needs[0], predictions, barCount(bars))
  if (missing !== undefined) return missing
  const warmup = slowest(needs)
  if (typeof warmup === 'object') return warmup
  const end = firstBarAtOrAfter(bars, to)
  const from = firstBarAtOrAfter(bars, request.from ?? -Infinity)
  const used = Object.fromEntries(Object.keys(models).map((key) => [key, predictions[key] as Float64Array]))
  return {
    bars: copyUntil(bars, end),
    predictions: slicePredictions(used, 0, end),
    market: marketUntil(market, to),
    from,
    warmup,
    tradeFrom: Math.max(from, warmup, predictedFrom(used)),
  }
}

/** @param why what leaves so few. */
export function tooFewBars(why: string): Failure {
  return { stage: 'backtest', code: 'too_few_bars', message: `Too few bars: ${why}` }
}
