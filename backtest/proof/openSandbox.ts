import { barCount, sliceBars } from '../../domain/bars.ts'
import type { StrategyDeclaration, StrategyParams } from '../../domain/strategy.ts'
import type { RunWindow, Sandbox, StrategyRun } from '../../sandbox/types.ts'
import { simulate } from '../kernel.ts'
import type { PositionView } from '../simulation.ts'

export type Decide = (index: number, position: PositionView) => number

function windowsOf({ windows, bars }: StrategyRun): readonly RunWindow[] {
  return windows ?? [{ from: 0, to: barCount(bars) }]
}

/** Orders in one window; the decision counts bars from the start of the run. */
function ordersIn(run: StrategyRun, { from, to }: RunWindow, strategy: (run: StrategyRun) => Decide): number[] {
  const decide = strategy(run)
  const tradeFrom = Math.max(0, run.tradeFrom - from)
  const { actions } = simulate(sliceBars(run.bars, from, to), run.engine, run.exits, tradeFrom, (index, view) => decide(from + index, view))
  return [...actions]
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
      return Promise.resolve({ ok: true, actions: Uint8Array.from(windowsOf(run).flatMap((window) => ordersIn(run, window, strategy))) })
    },
    close: () => Promise.resolve(),
  }
}
