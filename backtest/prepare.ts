import { barCount, sliceBars, type Bars } from '../domain/bars.ts'
import type { StrategyNeeds } from '../domain/strategy.ts'
import { computeIndicator, indicatorWarmup } from '../indicators/compute.ts'

export type IndicatorColumns = Record<string, Record<string, Float64Array>>
export type Predictions = Readonly<Record<string, Float64Array>>

/** Bars before the first decision: what the strategy asks for or what its slowest indicator needs, whichever is more. @throws UsageError */
export function warmupOf(needs: StrategyNeeds): number {
  const indicators = Object.values(needs.indicators).map(([name, params]) => indicatorWarmup(name, params))
  return Math.max(needs.warmupBars, ...indicators)
}

/** The declared indicators, by the strategy's own names, of exactly these bars. @throws UsageError */
export function indicatorColumns(bars: Bars, needs: StrategyNeeds): IndicatorColumns {
  return Object.fromEntries(Object.entries(needs.indicators).map(([own, [name, params]]) => [own, computeIndicator(bars, name, params)]))
}

/** Bars [0, end) as columns of their own: behind a view, the rest of the buffer would still be there. */
export function copyUntil(bars: Bars, end: number): Bars {
  const part = sliceBars(bars, 0, end)
  if (end === barCount(bars)) return part
  const { time, open, high, low, close, volume } = part
  return { time: time.slice(), open: open.slice(), high: high.slice(), low: low.slice(), close: close.slice(), volume: volume.slice() }
}

/** Predictions of bars [from, to), by model key, copied. */
export function slicePredictions(predictions: Predictions, from: number, to: number): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(predictions).map(([key, column]) => [key, column.slice(from, to)]))
}
