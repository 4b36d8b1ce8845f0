import { seededRandom } from '../../math/random.ts'
import { orderAction, type Ticket } from './entryOrder.ts'
import { harden } from './harden.ts'
import { createPositionView, type EnginePosition } from './positionView.ts'
import { complain, describe, failureOf, type InsideFailure } from './stop.ts'
import { createViews, type ViewColumns } from './views.ts'

type StrategyFactory = (base: new () => object) => new () => object
type Decide = (index: number, position: EnginePosition, ticket: Ticket) => number
type Orders = Readonly<Record<string, Float64Array>>
type Simulate = (
  bars: unknown,
  engine: unknown,
  exits: unknown,
  tradeFrom: number,
  decide: Decide,
  market: unknown,
) => { actions: Uint8Array; orders?: Orders | undefined }

interface Realm {
  readonly globals: readonly string[]
  readonly seed: number
}

export interface PlaySettings extends Realm {
  readonly engine: unknown
  readonly exits: unknown
  readonly tradeFrom: number
}

export type Played = { readonly actions: Uint8Array; readonly orders: Orders | undefined } | { readonly failure: InsideFailure }
export type Declared = { readonly json: string } | { readonly failure: InsideFailure }

const LONGEST_DECLARATION = 20_000

interface Asked {
  shouldEnter: (bar: object) => unknown
  shouldExit: (bar: object, position: object) => unknown
}

/** Evaluates the class in a hardened realm. Nothing of the strategy's has run before. */
function evaluate(factory: StrategyFactory, realm: Realm): new () => object {
  class Strategy {}
  harden(realm.globals, seededRandom(realm.seed))
  Object.freeze(Strategy.prototype)
  return factory(Object.freeze(Strategy))
}

function entryAction(answer: unknown, ticket: Ticket, bar: number): number {
  if (answer === 'none') return 0
  if (answer === 'long') return 1
  if (answer === 'short') return 2
  if (typeof answer === 'object' && answer !== null && 'side' in answer) return orderAction(answer, ticket, bar)
  throw complain(
    'wrong_return_type',
    `shouldEnter returns "long", "short", "none" or an order with a side, but at bar ${bar} it returned ${describe(answer)}`,
  )
}

function exitAction(answer: unknown, bar: number): number {
  if (answer === false) return 0
  if (answer === true) return 3
  throw complain('wrong_return_type', `shouldExit returns true or false, but at bar ${bar} it returned ${describe(answer)}`)
}

/** The engine fails by itself only where the strategy left it no memory, or where it is wrong. */
function engineFailure(thrown: unknown): InsideFailure {
  const { message } = failureOf(thrown, 'the engine')
  const starved = message.includes('allocation failed')
  return starved
    ? { code: 'memory_limit', message: 'left the engine no memory; keep only what the next decision needs' }
    : { code: 'engine_failed', message }
}

/** Runs the simulation with the strategy's decisions; only the orders leave. */
export function play(
  factory: StrategyFactory,
  simulate: Simulate,
  settings: PlaySettings,
  bars: unknown,
  market: unknown,
  columns: ViewColumns,
): Played {
  const { bar, moveTo } = createViews(columns)
  const { position, show } = createPositionView()
  let strategy: Asked
  try {
    const Class = evaluate(factory, settings)
    strategy = new Class() as Asked
  } catch (thrown) {
    return { failure: failureOf(thrown, 'the constructor') }
  }
  let failure: InsideFailure | undefined
  const decide = (index: number, current: EnginePosition, ticket: Ticket): number => {
    moveTo(index)
    show(current)
    const flat = current.side === 0
    try {
      return flat ? entryAction(strategy.shouldEnter(bar), ticket, index) : exitAction(strategy.shouldExit(bar, position), index)
    } catch (thrown) {
      failure = failureOf(thrown, `${flat ? 'shouldEnter' : 'shouldExit'} at bar ${index}`)
      throw thrown
    }
  }
  try {
    const { actions, orders } = simulate(bars, settings.engine, settings.exits, settings.tradeFrom, decide, market)
    return { actions, orders }
  } catch (thrown) {
    return { failure: failure ?? engineFailure(thrown) }
  }
}

/** `static needs` and `static exits` as JSON; what JSON cannot hold is told in words, so that the host can refuse it by name. */
export function declare(factory: StrategyFactory, realm: Realm): Declared {
  try {
    const { needs, exits } = evaluate(factory, realm) as unknown as { needs: unknown; exits: unknown }
    const json = JSON.stringify({ needs, exits }, (_key, part: unknown) => {
      const isPlain = typeof part !== 'function' && typeof part !== 'symbol' && typeof part !== 'bigint'
      return isPlain && !(typeof part === 'number' && !Number.isFinite(part)) ? part : describe(part)
    })
    if (json.length <= LONGEST_DECLARATION) return { json }
    return { failure: { code: 'declaration_too_large', message: `static needs and exits take ${json.length} characters; declare less` } }
  } catch (thrown) {
    return { failure: failureOf(thrown, 'static needs or static exits') }
  }
}
