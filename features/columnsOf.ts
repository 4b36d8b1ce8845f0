import { barCount, type Bars } from '../domain/bars.ts'
import { completeRuns } from './completeRuns.ts'
import type { BarsKind } from './feature.ts'
import { type IndicatorSource, type Run, runOf } from './run.ts'

export type ColumnSource = (kind: BarsKind, params: Readonly<Record<string, number>>) => Float64Array

/** Fresh columns of any feature of these bars, as long as they; stretches of complete bars and what they share are found once. */
export function columnsOf(bars: Bars, indicator: IndicatorSource): ColumnSource {
  const length = barCount(bars)
  const source = remembering(indicator)
  const stretches = memo((reads: string) => completeRuns(bars, reads.split(' ') as BarsKind['reads'][number][]))
  const runs = memo((ends: string): Run => {
    const [from, to] = ends.split(' ').map(Number) as [number, number]
    return runOf(bars, from, to, source)
  })
  return (kind, params) => {
    const parts = stretches(kind.reads.join(' '))
    const only = parts[0]
    if (parts.length === 1 && only?.[0] === 0 && only[1] === length) return kind.compute(runs(`0 ${length}`), params)
    const column = new Float64Array(length).fill(NaN)
    for (const [from, to] of parts) column.set(kind.compute(runs(`${from} ${to}`), params), from)
    return column
  }
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    const found = made.get(key)
    if (found !== undefined) return found
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** Asks for an indicator once, however many stretches and features want it. */
function remembering(indicator: IndicatorSource): IndicatorSource {
  const made = new Map<string, Record<string, Float64Array>>()
  return (name, params) => {
    const key = `${name} ${JSON.stringify(params)}`
    const columns = made.get(key) ?? indicator(name, params)
    made.set(key, columns)
    return columns
  }
}
