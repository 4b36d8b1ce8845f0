import type { FactStore } from '../../data/facts/openFacts.ts'
import type { TrialFact } from '../../domain/facts.ts'

/**
 * End of the latest window that any trial on a dataset was run on, ms UTC; −Infinity without any. What one trial has shown is known to whoever
 * writes the next. Reads every trial, which an opening is rare enough for.
 */
export function researchedUntil(facts: Pick<FactStore, 'bodies' | 'count'>, datasetId: string): number {
  let latest = -Infinity
  for (const body of facts.bodies('trials', 0, facts.count('trials'))) {
    const { dataset_id, window_to } = JSON.parse(body) as TrialFact
    const until = Date.parse(window_to)
    if (dataset_id === datasetId && until > latest) latest = until
  }
  return latest
}
