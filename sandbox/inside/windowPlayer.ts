import { orderAction, type Ticket } from './entryOrder.ts'
import { leadOf } from './leadOf.ts'
import { createPositionView, type EnginePosition } from './positionView.ts'
import type { Chosen, Evaluate } from './realm.ts'
import { complain, describe, failureOf, type InsideFailure } from './stop.ts'
import { createViews, type ViewColumns } from './views.ts'

export type Columns = Readonly<Record<string, Float64Array>>
/** Funding, mark prices and finer bars, by their own times. */
export type Market = Readonly<Record<string, Columns>>
export type Orders = Readonly<Record<string, Float64Array>>
type Decide = (index: number, position: EnginePosition, ticket: Ticket) => number
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

export interface Asked {
  shouldEnter: (bar: object) => unknown
  shouldExit: (bar: object, position: object) => unknown
}

export function entryAction(answer: unknown, ticket: Ticket, bar: number): number {
  if (answer === 'none') return 0
  if (answer === 'long') return 1
  if (answer === 'short') return 2
  if (typeof answer === 'object' && answer !== null && 'side' in answer) return orderAction(answer, ticket, bar)
  throw complain(
    'wrong_return_type',
    `shouldEnter returns "long", "short", "none" or an order with a side, but at bar ${bar} it returned ${describe(answer)}`,
  )
}

export function exitAction(answer: unknown, bar: number): number {
  if (answer === false) return 0
  if (answer === true) return 3
  throw complain('wrong_return_type', `shouldExit returns true or false, but at bar ${bar} it returned ${describe(answer)}`)
}

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

/** Plays one window of a run, with the decisions of a strategy made for it. */
export type PlayWindow = (run: PlayRun, evaluate: Evaluate, window: Window) => Played

/** One player for runs whose columns have the same names: what V8 has learnt of it in one run serves the next. Makes its views before the realm is hardened. */
export function windowPlayer(simulate: Simulate, { columns }: PlayRun): PlayWindow {
  const views = createViews(columns)
  const { bar, moveTo } = views
  const { position, show } = createPositionView()
  let strategy: Asked
  let failure: InsideFailure | undefined
  let start = 0
  const decide = (index: number, current: EnginePosition, ticket: Ticket): number => {
    moveTo(start + index)
    show(current)
    const flat = current.side === 0
    try {
      return flat
        ? entryAction(strategy.shouldEnter(bar), ticket, start + index)
        : exitAction(strategy.shouldExit(bar, position), start + index)
    } catch (thrown) {
      failure = failureOf(thrown, `${flat ? 'shouldEnter' : 'shouldExit'} at bar ${start + index}`)
      throw thrown
    }
  }
  const forget = (): void => void (failure = undefined)
  return ({ settings, bars, market, columns: seen }, evaluate, window) => {
    views.show(seen)
    forget()
    try {
      strategy = new (evaluate())() as Asked
    } catch (thrown) {
      return { failure: failureOf(thrown, 'the constructor') }
    }
    const { engine, exits, tradeFrom } = settings
    const lead = leadOf(engine, window)
    start = window.from - lead
    const part = window.to - start === seen.time.length ? bars : cut(bars, { from: start, to: window.to })
    try {
      return withoutLead(simulate(part, engine, exits, Math.max(lead, tradeFrom - start), decide, market), lead)
    } catch (thrown) {
      return { failure: failure ?? engineFailure(thrown) }
    }
  }
}
