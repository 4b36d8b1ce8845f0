import type { StrategyDeclaration } from '../../domain/strategy.ts'
import type { Sandbox, StrategyRun } from '../../sandbox/types.ts'
import { simulate } from '../kernel.ts'
import type { PositionView } from '../simulation.ts'

export type Decide = (index: number, position: PositionView) => number

/** A sandbox without walls: the decision sees the whole run, the future included, so that a test can cheat as no strategy could. */
export function openSandboxWithoutWalls(
  declaration: Partial<StrategyDeclaration['needs']>,
  strategy: (run: StrategyRun) => Decide,
  exits: StrategyDeclaration['exits'] = {},
): Sandbox & { readonly runs: StrategyRun[] } {
  const runs: StrategyRun[] = []
  const needs = { warmupBars: 0, indicators: {}, models: {}, ...declaration }
  return {
    runs,
    declare: () => Promise.resolve({ ok: true, declaration: { name: 'MadeUp', needs, exits } }),
    run: (run) => {
      runs.push(run)
      return Promise.resolve({ ok: true, actions: simulate(run.bars, run.engine, run.exits, run.tradeFrom, strategy(run)).actions })
    },
    close: () => Promise.resolve(),
  }
}
