import { BAR_COLUMNS } from '../domain/bars.ts'
import type { Layout } from './inside/unpack.ts'
import { ALLOWED_GLOBALS } from './policy/globals.ts'
import type { PlayRequest } from './process/playRequest.ts'
import type { StrategyRun } from './types.ts'

/** A run's columns in a row, and where in it each name stands. An indicator with the single output `value` is a number of the bar. */
export function layOut(run: Pick<StrategyRun, 'bars' | 'indicators' | 'predictions' | 'market'>): {
  layout: Layout
  columns: Float64Array[]
} {
  const columns: Float64Array[] = []
  const place = (column: Float64Array): number => columns.push(column) - 1
  const placeAll = (named: Readonly<Record<string, Float64Array>>): Record<string, number> =>
    Object.fromEntries(Object.entries(named).map(([name, column]) => [name, place(column)]))

  const bars = Object.fromEntries(BAR_COLUMNS.map((name) => [name, place(run.bars[name])]))
  const numbers: Record<string, number> = {}
  const groups: Record<string, Record<string, number>> = {}
  for (const [name, outputs] of Object.entries(run.indicators)) {
    const single = Object.keys(outputs).length === 1 ? outputs['value'] : undefined
    if (single === undefined) groups[name] = placeAll(outputs)
    else numbers[name] = place(single)
  }
  const market: Record<string, Record<string, number>> = {}
  for (const [name, series] of Object.entries(run.market ?? {})) {
    if (series !== undefined) market[name] = placeAll(series as Readonly<Record<string, Float64Array>>)
  }
  return { layout: { bars, market, numbers, groups, predictions: placeAll(run.predictions) }, columns }
}

/** What one isolate is asked for: the settings of every run and all columns, each once. The runs have the same layout. */
export function requestOf(runs: readonly StrategyRun[]): { settings: PlayRequest; columns: Float64Array[] } {
  const laidOut = runs.map(layOut)
  const all = new Map<Float64Array, number>()
  const placeOf = (column: Float64Array): number => {
    const place = all.get(column) ?? all.size
    all.set(column, place)
    return place
  }
  const asked = runs.map(({ engine, exits, tradeFrom, seed, params, windows }, i) => ({
    settings: { engine, exits, tradeFrom, seed, params, windows },
    places: (laidOut[i] as ReturnType<typeof layOut>).columns.map(placeOf),
  }))
  const { layout } = laidOut[0] as ReturnType<typeof layOut>
  return { settings: { globals: [...ALLOWED_GLOBALS], layout, runs: asked }, columns: [...all.keys()] }
}
