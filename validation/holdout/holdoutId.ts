import type { FactStore } from '../../data/facts/openFacts.ts'
import type { HoldoutFact } from '../../domain/facts.ts'
import { factId } from '../../domain/hash.ts'
import type { StrategySource } from '../../domain/strategy.ts'
import { behaviourHash } from './behaviourHash.ts'

/** The one opening of a dataset's holdout for what a strategy does, however its text is written. */
export function holdoutId(source: StrategySource, dataset_id: string): string {
  return factId('hold', { code_hash: behaviourHash(source), dataset_id })
}

/** The opening on record for what a strategy does; one of version 0.1's first days is found under the hash of the text itself. */
export function openingOf(facts: Pick<FactStore, 'get'>, source: StrategySource, dataset_id: string): HoldoutFact | undefined {
  return (
    facts.get('holdouts', holdoutId(source, dataset_id)) ?? facts.get('holdouts', factId('hold', { code_hash: source.hash, dataset_id }))
  )
}
