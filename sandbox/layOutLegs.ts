import type { LegsSettings } from './inside/playLegs.ts'
import type { Layout } from './inside/unpack.ts'
import { layOut } from './layout.ts'
import type { LegsRun } from './types.ts'

/** $1 of the isolate's text, beside the columns: the clock, then each leg's in a row. */
export interface LegsRequest {
  readonly settings: LegsSettings
  readonly layouts: readonly { readonly layout: Layout; readonly from: number; readonly to: number }[]
}

/** A run's columns in a row, and what stands where. */
export function layOutLegs(run: LegsRun, globals: readonly string[]): { request: LegsRequest; columns: Float64Array[]; bars: number } {
  const { legs, engine, exits, params, seed } = run
  const columns: Float64Array[] = [run.clock]
  const layouts = legs.map((leg) => {
    const laid = layOut(leg)
    const from = columns.length
    columns.push(...laid.columns)
    return { layout: laid.layout, from, to: columns.length }
  })
  const settings = { globals, seed, engine, exits, params, tradeFrom: legs.map(({ tradeFrom }) => tradeFrom) }
  const bars = legs.reduce((sum, leg) => sum + leg.bars.time.length, run.clock.length)
  return { request: { settings, layouts }, columns, bars }
}
