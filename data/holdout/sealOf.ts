import type { Dataset } from '../../domain/dataset.ts'
import type { SealFact } from '../../domain/facts.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { FactStore } from '../facts/openFacts.ts'

const DAY_MS = 86_400_000

/** The last share of the time covered, from the start of a UTC day where a bar is shorter than one; ms UTC. */
function lastPart({ first_time, last_time, timeframe }: Dataset, share: number): number {
  const step = timeframeMs(timeframe)
  const first = Date.parse(first_time)
  const exact = first + (1 - share) * (Date.parse(last_time) + step - first)
  return step < DAY_MS ? Math.max(first, Math.floor(exact / DAY_MS) * DAY_MS) : first + Math.floor((exact - first) / step) * step
}

/** Seals the last part of a dataset at its first use, and tells from when on it is sealed; ms UTC. */
export function sealedFrom(facts: Pick<FactStore, 'get' | 'record' | 'transaction'>, dataset: Dataset, share: number, now: number): number {
  const { dataset_id } = dataset
  const known =
    facts.get('seals', dataset_id) ?? facts.transaction(() => facts.get('seals', dataset_id) ?? seal(facts, dataset, share, now))
  const sealed = Date.parse(known.sealed_from)
  // Bars that are added, later or earlier ones, move nothing; a dataset replaced by one that ends earlier would have too little left sealed.
  return Date.parse(dataset.last_time) >= Date.parse(known.last_time) ? sealed : Math.min(sealed, lastPart(dataset, share))
}

function seal(facts: Pick<FactStore, 'get' | 'record'>, dataset: Dataset, share: number, now: number): SealFact {
  const { dataset_id, last_time } = dataset
  const sealed_from = new Date(lastPart(dataset, share)).toISOString()
  const fact: SealFact = { dataset_id, sealed_from, last_time, share, created_at: new Date(now).toISOString() }
  facts.record('seals', fact)
  return fact
}
