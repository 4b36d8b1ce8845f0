import type { Bars } from '../../domain/bars.ts'
import type { MarketData } from '../../domain/market.ts'
import type { EngineSettings } from '../../domain/order.ts'
import type { StrategyNeeds, StrategySource } from '../../domain/strategy.ts'
import { computeIndicator } from '../../indicators/compute.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import type { IndicatorColumns, Predictions } from '../prepare.ts'

/** What every run of a walk-forward shares; nothing of it lies behind the research window. */
export interface Ground {
  readonly sandbox: Sandbox
  readonly source: StrategySource
  readonly bars: Bars
  readonly predictions: Predictions
  readonly engine: EngineSettings
  readonly market: MarketData | undefined
  readonly columns: (needs: StrategyNeeds) => IndicatorColumns
  readonly seed: number
}

/** Indicator columns of these bars, each computed once however many points of a grid use it. */
export function sharedColumns(bars: Bars): Ground['columns'] {
  const known = new Map<string, Record<string, Float64Array>>()
  const columnsOf = (name: string, params: Readonly<Record<string, number>>): Record<string, Float64Array> => {
    const key = JSON.stringify([name, params])
    const columns = known.get(key) ?? computeIndicator(bars, name, params)
    known.set(key, columns)
    return columns
  }
  return ({ indicators }) => Object.fromEntries(Object.entries(indicators).map(([own, [name, params]]) => [own, columnsOf(name, params)]))
}
