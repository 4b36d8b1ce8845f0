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
  readonly market: MarketData
  readonly columns: (needs: StrategyNeeds) => IndicatorColumns
  readonly seed: number
}

/** Kept at most, beside what is being run; least recently used ones go first. */
const KEPT_BYTES = 64 * 2 ** 20

type Columns = Record<string, Float64Array>

const bytesOf = (columns: Columns): number => Object.values(columns).reduce((sum, { byteLength }) => sum + byteLength, 0)

/** Indicator columns of these bars, each computed once for all the points of a grid that use it, as far as memory goes. */
export function sharedColumns(bars: Bars, keptBytes = KEPT_BYTES): Ground['columns'] {
  const known = new Map<string, Columns>()
  let kept = 0
  const columnsOf = (name: string, params: Readonly<Record<string, number>>): Columns => {
    const key = JSON.stringify([name, params])
    const found = known.get(key)
    const columns = found ?? computeIndicator(bars, name, params)
    if (found === undefined) kept += bytesOf(columns)
    // To the end: a Map keeps the order, so the first is the one unused for longest.
    known.delete(key)
    known.set(key, columns)
    for (const [oldest, old] of known) {
      if (kept <= keptBytes || oldest === key) break
      known.delete(oldest)
      kept -= bytesOf(old)
    }
    return columns
  }
  return ({ indicators }) => Object.fromEntries(Object.entries(indicators).map(([own, [name, params]]) => [own, columnsOf(name, params)]))
}
