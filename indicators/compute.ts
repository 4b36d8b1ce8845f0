import type { Bars } from '../domain/bars.ts'
import { findIndicator } from './catalogue.ts'
import type { IndicatorParams } from './indicator.ts'

/**
 * The columns of an indicator by the names of its outputs, each as long as the bars, NaN where there is no value.
 * @throws UsageError when there is no such indicator or it does not take these parameters.
 */
export function computeIndicator(bars: Bars, name: string, params: IndicatorParams = {}): Record<string, Float64Array> {
  const indicator = findIndicator(name)
  const columns = indicator.compute(bars, params)
  return Object.fromEntries(indicator.outputs.map((output, k) => [output, columns[k] as Float64Array]))
}

/** Index of the first bar at which every output of the indicator is defined. @throws UsageError as `computeIndicator`. */
export function indicatorWarmup(name: string, params: IndicatorParams = {}): number {
  return findIndicator(name).warmup(params)
}
