import type { Ticket } from './entryOrder.ts'
import { createPositionView, type EnginePosition } from './positionView.ts'
import { openRealm, type Chosen, type Evaluate, type StrategyFactory } from './realm.ts'
import { engineFailure, type Columns, type Market, type Orders } from './simulateWindow.ts'
import { failureOf, type InsideFailure } from './stop.ts'
import type { Unpacked } from './unpack.ts'
import { createViews } from './views.ts'
import { entryAction, exitAction, type Asked } from './windowPlayer.ts'

type LegDecide = (index: number, position: EnginePosition, ticket: Ticket) => number

/** One symbol of an account as the engine takes it. */
interface EngineLeg {
  readonly bars: Columns
  readonly market: Market
  readonly exits: unknown
  readonly tradeFrom: number
  readonly decide: LegDecide
}

export type SimulateLegs = (
  legs: readonly EngineLeg[],
  clock: Float64Array,
  engine: unknown,
) => { legs: readonly { actions: Uint8Array; orders?: Orders | undefined }[] }

export interface LegsSettings extends Chosen {
  readonly globals: readonly string[]
  readonly engine: unknown
  readonly exits: unknown
  readonly tradeFrom: readonly number[]
}

export type PlayedLegs =
  { readonly legs: readonly { readonly actions: Uint8Array; readonly orders: Orders | undefined }[] } | { readonly failure: InsideFailure }

/** Runs one account over several symbols; each has a strategy of its own, which sees nothing of the others. Only the orders leave. */
export function playLegs(
  factory: StrategyFactory,
  simulateLegs: SimulateLegs,
  settings: LegsSettings,
  legs: readonly Unpacked[],
  clock: Float64Array,
): PlayedLegs {
  const seen = legs.map(({ columns }) => ({ ...createViews(columns), ...createPositionView() }))
  const [evaluate] = openRealm(factory, settings.globals, [settings]) as [Evaluate]
  let failure: InsideFailure | undefined
  const made = (leg: number): EngineLeg => {
    const strategy = new (evaluate())() as Asked
    const { bar, moveTo, position, show } = seen[leg] as (typeof seen)[number]
    const { bars, market } = legs[leg] as Unpacked
    const decide: LegDecide = (index, current, ticket) => {
      moveTo(index)
      show(current)
      const flat = current.side === 0
      try {
        return flat ? entryAction(strategy.shouldEnter(bar), ticket, index) : exitAction(strategy.shouldExit(bar, position), index)
      } catch (thrown) {
        failure = failureOf(thrown, `${flat ? 'shouldEnter' : 'shouldExit'} at bar ${index} of symbol ${leg + 1}`)
        throw thrown
      }
    }
    return { bars, market, exits: settings.exits, tradeFrom: settings.tradeFrom[leg] as number, decide }
  }
  let strategies: EngineLeg[]
  try {
    strategies = legs.map((_, leg) => made(leg))
  } catch (thrown) {
    return { failure: failureOf(thrown, 'the constructor') }
  }
  try {
    const played = simulateLegs(strategies, clock, settings.engine)
    return { legs: played.legs.map(({ actions, orders }) => ({ actions, orders })) }
  } catch (thrown) {
    return { failure: failure ?? engineFailure(thrown) }
  }
}
