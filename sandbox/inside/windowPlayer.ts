import { orderAction, type Ticket } from './entryOrder.ts'
import { createPositionView } from './positionView.ts'
import type { Evaluate } from './realm.ts'
import { simulateWindow, type Decide, type Played, type PlayRun, type Simulate, type Window } from './simulateWindow.ts'
import { complain, describe, failureOf, type InsideFailure } from './stop.ts'
import { createViews } from './views.ts'

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
  const decide: Decide = (index, current, ticket) => {
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
  const decideFrom = (first: number): Decide => {
    start = first
    return decide
  }
  const forget = (): void => void (failure = undefined)
  return (run, evaluate, window) => {
    views.show(run.columns)
    forget()
    try {
      strategy = new (evaluate())() as Asked
    } catch (thrown) {
      return { failure: failureOf(thrown, 'the constructor') }
    }
    const played = simulateWindow(simulate, run, window, decideFrom)
    return 'failure' in played ? { failure: failure ?? played.failure } : played
  }
}
