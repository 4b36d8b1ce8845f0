import type { Ticket } from './entryOrder.ts'
import { leadOf } from './leadOf.ts'
import type { EnginePosition } from './positionView.ts'
import type { Chosen } from './realm.ts'
import { failureOf, type InsideFailure } from './stop.ts'
import type { ViewColumns } from './views.ts'

export type Columns = Readonly<Record<string, Float64Array>>
/** Funding, mark prices and finer bars, by their own times. */
export type Market = Readonly<Record<string, Columns>>
export type Orders = Readonly<Record<string, Float64Array>>
export interface Decide {
  (index: number, position: EnginePosition, ticket: Ticket): number
  /** The first bar of [from, to) at which a flat account wishes anything, or `to`; where it is known beforehand. */
  readonly seek?: (from: number, to: number) => number
}
export type Simulate = (
  bars: Columns,
  engine: unknown,
  exits: unknown,
  tradeFrom: number,
  decide: Decide,
  market: Market,
) => { actions: Uint8Array; orders?: Orders | undefined }

/** Bars [from, to). */
export interface Window {
  readonly from: number
  readonly to: number
}

export interface PlaySettings extends Chosen {
  readonly engine: unknown
  readonly exits: unknown
  readonly tradeFrom: number
  /** All bars where left out. */
  readonly windows?: readonly Window[] | undefined
}

export type Played = { readonly actions: Uint8Array; readonly orders: Orders | undefined } | { readonly failure: InsideFailure }

/** The engine fails by itself only where the strategy left it no memory, or where it is wrong. */
export function engineFailure(thrown: unknown): InsideFailure {
  const { message } = failureOf(thrown, 'the engine')
  const starved = message.includes('allocation failed')
  return starved
    ? { code: 'memory_limit', message: 'left the engine no memory; keep only what the next decision needs' }
    : { code: 'engine_failed', message }
}

function cut(bars: Columns, { from, to }: Window): Columns {
  return Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, column.subarray(from, to)]))
}

/** What was ordered from the window's first bar on. */
function withoutLead({ actions, orders }: ReturnType<Simulate>, lead: number): Played {
  if (lead === 0) return { actions, orders }
  const named = orders && Object.fromEntries(Object.entries(orders).map(([field, column]) => [field, column.slice(lead)]))
  return { actions: actions.slice(lead), orders: named }
}

/** One run: its settings and what it sees. */
export interface PlayRun {
  readonly settings: PlaySettings
  readonly bars: Columns
  readonly market: Market
  readonly columns: ViewColumns
}

/** One window of a run; `decideFrom` makes the decisions of a simulation that begins with that bar of the run. */
export function simulateWindow(
  simulate: Simulate,
  { settings: { engine, exits, tradeFrom }, bars, market, columns }: PlayRun,
  window: Window,
  decideFrom: (start: number) => Decide,
): Played {
  const lead = leadOf(engine, window)
  const start = window.from - lead
  const part = window.to - start === columns.time.length ? bars : cut(bars, { from: start, to: window.to })
  try {
    return withoutLead(simulate(part, engine, exits, Math.max(lead, tradeFrom - start), decideFrom(start), market), lead)
  } catch (thrown) {
    return { failure: engineFailure(thrown) }
  }
}
