import type { StrategyFact } from '../../domain/facts.ts'
import { markup, type Html } from '../markup.ts'

export type Outcome = 'passed' | 'rejected' | 'failed'

export function outcomeOf({ status, passed_filter }: StrategyFact): Outcome {
  return status === 'failed' ? 'failed' : passed_filter ? 'passed' : 'rejected'
}

export function failedGates({ verdict }: StrategyFact): string[] {
  return verdict?.gates.filter(({ passed }) => !passed).map(({ name }) => name) ?? []
}

function reason(strategy: StrategyFact): string {
  const { failure, verdict } = strategy
  if (failure !== null) return `${failure.stage}: ${failure.code}`
  const failed = failedGates(strategy)
  if (verdict === null) return 'no verdict'
  return failed.length === 0 ? `all ${verdict.gates.length} gates` : `${failed.length}/${verdict.gates.length}: ${failed.join(', ')}`
}

/** What became of a strategy, and by what. */
export function status(strategy: StrategyFact): Html {
  const outcome = outcomeOf(strategy)
  return markup`<span class="chip ${outcome}">${outcome}</span> <span class="why">${reason(strategy)}</span>`
}
