import { evaluateStrategy } from '../../backtest/evaluate.ts'
import type { Bars } from '../../domain/bars.ts'
import type { StrategyFact } from '../../domain/facts.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import type { Found } from './outcome.ts'

/**
 * What a strategy is really worth: its Sharpe ratio on a market of the same law that nobody searched. A strategy with a model has none
 * there, as its model was fitted to the other market. The bars are made once, and only when they are asked for.
 */
export function freshSharpe(
  context: ResearchContext,
  makeFresh: () => Bars,
  timeframe: Timeframe,
): (strategy: StrategyFact) => Promise<Found> {
  let bars: Bars | undefined
  const figures = new Map<string, Promise<number | null>>()

  async function measure({ code_hash, seed, ml_models_used }: StrategyFact): Promise<number | null> {
    const source = code_hash === null ? undefined : context.facts.get('sources', code_hash)
    if (source === undefined || ml_models_used.length > 0) return null
    bars ??= makeFresh()
    const evaluation = await evaluateStrategy({
      sandbox: context.sandbox,
      source: { text: source.text, hash: source.code_hash },
      bars,
      timeframe,
      engine: context.engine,
      seed,
      // No trial: nothing is chosen by it, and the market it runs on is gone afterwards.
      ledger: () => undefined,
    })
    return evaluation.ok ? evaluation.metrics.sharpe_ratio : null
  }

  return async (strategy) => {
    const { strategy_id, strategy_name, strategy_type, strategy_logic, metrics } = strategy
    const figure = figures.get(strategy_id) ?? measure(strategy)
    figures.set(strategy_id, figure)
    const sharpe_ratio = metrics?.sharpe_ratio ?? null
    return { strategy_id, strategy_name, strategy_type, strategy_logic, sharpe_ratio, fresh_sharpe_ratio: await figure }
  }
}
