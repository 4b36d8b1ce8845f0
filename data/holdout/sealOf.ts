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
  const grid = step < DAY_MS ? DAY_MS : step
  return first + Math.max(0, Math.floor((exact - first) / grid)) * grid
}

/** Seals the last part of a dataset at its first use, and tells from when on it is sealed; ms UTC. */
export function sealedFrom(facts: Pick<FactStore, 'get' | 'record' | 'transaction'>, dataset: Dataset, share: number, now: number): number {
  const { dataset_id } = dataset
  const known =
    facts.get('seals', dataset_id) ?? facts.transaction(() => facts.get('seals', dataset_id) ?? seal(facts, dataset, share, now))
  // Bars that are replaced by older ones would leave nothing sealed.
  return Math.min(Date.parse(known.sealed_from), lastPart(dataset, share))
}

function seal(facts: Pick<FactStore, 'get' | 'record'>, dataset: Dataset, share: number, now: number): SealFact {
  const { dataset_id } = dataset
  const sealed_from = new Date(lastPart(dataset, share)).toISOString()
  const fact: SealFact = { dataset_id, sealed_from, share, created_at: new Date(now).toISOString() }
  facts.record('seals', fact)
  return fact
}
