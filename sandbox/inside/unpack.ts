import type { ViewColumns } from './views.ts'

/** Where each column stands among the arguments; a group maps its outputs to places. */
export interface Layout {
  readonly bars: Readonly<Record<string, number>>
  readonly market: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly numbers: Readonly<Record<string, number>>
  readonly groups: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly predictions: Readonly<Record<string, number>>
}

type Columns = Readonly<Record<string, Float64Array>>

export interface Unpacked {
  readonly bars: Columns
  readonly market: Readonly<Record<string, Columns>>
  readonly columns: ViewColumns
}

/** The engine's bars and market and the strategy's columns over the shared memory, nothing copied. */
export function unpack(layout: Layout, memory: readonly SharedArrayBuffer[]): Unpacked {
  const at = (places: Readonly<Record<string, number>>): Columns =>
    Object.fromEntries(Object.entries(places).map(([name, place]) => [name, new Float64Array(memory[place] as SharedArrayBuffer)]))
  const bars = at(layout.bars)
  const { time, ...prices } = bars
  const columns = {
    time: time as Float64Array,
    numbers: { ...prices, ...at(layout.numbers) },
    groups: Object.fromEntries(Object.entries(layout.groups).map(([name, outputs]) => [name, at(outputs)])),
    predictions: at(layout.predictions),
  }
  return { bars, market: Object.fromEntries(Object.entries(layout.market).map(([name, series]) => [name, at(series)])), columns }
}
