import type { StrategyFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'

/** Id of the trial that a session's strategy got its figures from: the last of its repairs. */
export function trialIdOf(strategy: StrategyFact): string {
  const { session_id, iteration, repairs, code_hash, dataset_hash, window_from, window_to } = strategy
  return factId('trial', { session_id, iteration, repairs, code_hash: code_hash ?? '', dataset_hash, window_from, window_to })
}
