import { factId } from '../../domain/hash.ts'
import type { StrategySource } from '../../domain/strategy.ts'
import { behaviourHash } from './behaviourHash.ts'

/** The one opening of a dataset's holdout for what a strategy does, however its text is written. */
export function holdoutId(source: StrategySource, dataset_id: string): string {
  return factId('hold', { code_hash: behaviourHash(source), dataset_id })
}
