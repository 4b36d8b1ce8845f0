import type { StrategyFact } from '../domain/facts.ts'
import type { StrategyRecord } from './reportFacts.ts'

/** Sharpe ratio of a strategy that ran to the end; null for none. */
export function sharpeOf(strategy: StrategyFact): number | null {
  return strategy.metrics?.sharpe_ratio ?? null
}

/** Those with a Sharpe ratio, best first, earlier first among equals. */
export function rankedBySharpe(records: readonly StrategyRecord[]): StrategyRecord[] {
  const withSharpe = records.filter(({ strategy }) => sharpeOf(strategy) !== null)
  return withSharpe.sort((a, b) => (sharpeOf(b.strategy) as number) - (sharpeOf(a.strategy) as number))
}

/** Sharpe ratio of holding the asset over the window the strategy was tried on. */
export function holdSharpe(record: StrategyRecord | undefined): number | null {
  return record?.strategy.baselines?.buy_and_hold.sharpe_ratio ?? null
}
