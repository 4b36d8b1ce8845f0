import type { StrategyDeclaration } from '../../domain/strategy.ts'
import type { Sandbox, StrategyRun } from '../../sandbox/types.ts'
import { simulate } from '../kernel.ts'
import type { Decide } from '../simulation.ts'

export type { Decide }

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
      const { actions, orders } = simulate(run.bars, run.engine, run.exits, run.tradeFrom, strategy(run), run.market)
      return Promise.resolve({ ok: true, actions, orders })
    },
    close: () => Promise.resolve(),
  }
}
