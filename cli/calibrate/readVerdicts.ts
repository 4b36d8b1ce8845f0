import type { StrategyFact } from '../../domain/facts.ts'
import type { GateCount, Outcome } from './outcome.ts'

export interface Verdicts extends Pick<Outcome, 'completed' | 'failed' | 'trials' | 'sharpe_ratios' | 'gates'> {
  readonly approved: StrategyFact[]
  /** The completed strategy with the highest Sharpe ratio; the first of equals. */
  readonly best: StrategyFact | undefined
}

const sharpeOf = ({ metrics }: StrategyFact): number => metrics?.sharpe_ratio ?? -Infinity

/** What a session's strategies were told, whatever gates there are. */
export function readVerdicts(strategies: readonly StrategyFact[]): Verdicts {
  const ranked = strategies.filter(({ metrics }) => metrics?.sharpe_ratio != null).sort((a, b) => sharpeOf(b) - sharpeOf(a))
  return {
    completed: strategies.filter(({ status }) => status === 'completed').length,
    failed: strategies.filter(({ status }) => status === 'failed').length,
    trials: strategies.map(({ verdict, trials_counted }) => (verdict === null ? null : trials_counted)),
    sharpe_ratios: strategies.map(({ metrics }) => metrics?.sharpe_ratio ?? null),
    gates: countGates(strategies),
    approved: strategies.filter(({ passed_filter }) => passed_filter),
    best: ranked[0],
  }
}

/** How often each gate was applied, rejected, and was the only one to. */
function countGates(strategies: readonly StrategyFact[]): GateCount[] {
  const counts = new Map<string, GateCount>()
  for (const { verdict } of strategies) {
    const gates = verdict?.gates ?? []
    const rejections = gates.filter(({ passed }) => !passed).length
    for (const { name, passed } of gates) {
      const count = counts.get(name) ?? { gate: name, judged: 0, rejected: 0, rejected_alone: 0 }
      counts.set(name, {
        gate: name,
        judged: count.judged + 1,
        rejected: count.rejected + (passed ? 0 : 1),
        rejected_alone: count.rejected_alone + (!passed && rejections === 1 ? 1 : 0),
      })
    }
  }
  return [...counts.values()]
}
