import { barCount, type Bars, sliceBars } from '../domain/bars.ts'

/** Columns of an indicator over the bars at hand, by the names of its outputs. `indicators/` is a neighbour and is handed in. */
export type IndicatorSource = (name: string, params: Record<string, number>) => Record<string, Float64Array>

/** A stretch of bars that lacks nothing of what a feature reads: all that the feature gets to see. */
export interface Run {
  readonly bars: Bars
  readonly length: number
  /** What several features are made of is computed once, under a name of its own. Not to be written to. */
  once<T>(name: string, make: () => T): T
  /** Columns of an indicator, cut to this stretch. Not to be written to. */
  indicator(name: string, params: Record<string, number>): Readonly<Record<string, Float64Array>>
}

/** Bars [from, to) as a run. */
export function runOf(bars: Bars, from: number, to: number, indicator: IndicatorSource): Run {
  const made = new Map<string, unknown>()
  const once = <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make())
    return made.get(name) as T
  }
  const whole = from === 0 && to === barCount(bars)
  return {
    bars: whole ? bars : sliceBars(bars, from, to),
    length: to - from,
    once,
    indicator: (name, params) =>
      once(`indicator ${name} ${JSON.stringify(params)}`, () => {
        const columns = Object.entries(indicator(name, params))
        return Object.fromEntries(columns.map(([output, column]) => [output, column.subarray(from, to)]))
      }),
  }
}
