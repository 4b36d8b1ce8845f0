import { barCount, sliceBars } from '../../domain/bars.ts'
import type { StrategyDeclaration, StrategyParams } from '../../domain/strategy.ts'
import type { RunWindow, Sandbox, StrategyRun } from '../../sandbox/types.ts'
import { simulate } from '../kernel.ts'
import type { Ordered } from '../replay.ts'
import type { Decide } from '../simulation.ts'

export type { Decide }

function windowsOf({ windows, bars }: StrategyRun): readonly RunWindow[] {
  return windows ?? [{ from: 0, to: barCount(bars) }]
}

/** Orders in one window; the decision counts bars from the start of the run. */
function ordersIn(run: StrategyRun, { from, to }: RunWindow, strategy: (run: StrategyRun) => Decide): Ordered {
  const decide = strategy(run)
  const tradeFrom = Math.max(0, run.tradeFrom - from)
  const inWindow: Decide = (index, view, ticket) => decide(from + index, view, ticket)
  const { actions, orders } = simulate(sliceBars(run.bars, from, to), run.engine, run.exits, tradeFrom, inWindow, run.market)
  return { actions, orders }
}

/** A sandbox without walls: the decision sees the whole run, the future included, so that a test can cheat as no strategy could. */
export function openSandboxWithoutWalls(
  declaration: Partial<StrategyDeclaration['needs']>,
  strategy: (run: StrategyRun) => Decide,
  exits: StrategyDeclaration['exits'] = {},
  params?: StrategyParams,
): Sandbox & { readonly runs: StrategyRun[] } {
  const runs: StrategyRun[] = []
  const needs = { warmupBars: 0, indicators: {}, models: {}, ...declaration }
  return {
    runs,
    declare: () => Promise.resolve({ ok: true, declaration: { name: 'MadeUp', needs, exits, params } }),
    run: (run) => {
      runs.push(run)
      const outcomes = windowsOf(run).map((window) => ordersIn(run, window, strategy))
      const [only] = outcomes
      if (outcomes.length === 1 && only !== undefined) return Promise.resolve({ ok: true, ...only })
      return Promise.resolve({ ok: true, actions: Uint8Array.from(outcomes.flatMap(({ actions }) => [...actions])) })
    },
    close: () => Promise.resolve(),
  }
}
