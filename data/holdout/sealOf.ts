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

type Seals = Pick<FactStore, 'get' | 'idsFrom' | 'record' | 'transaction'>

/**
 * From when on a dataset is sealed, ms UTC. Its last part is sealed at its first use, with the share of that time. Bars that are added,
 * later or earlier ones, move nothing. Where it is replaced by one that ends earlier, too little of it might be sealed: then another fact
 * seals the last part of what is left. Whatever was sealed once remains so, whichever bars come back.
 */
export function sealedFrom(facts: Seals, dataset: Dataset, share: number, now: number): number {
  const known = newestSeal(facts, dataset)
  if (known !== undefined && !endsBefore(dataset, known)) return Date.parse(known.sealed_from)
  return facts.transaction(() => {
    const meanwhile = newestSeal(facts, dataset)
    if (meanwhile === undefined) return seal(facts, dataset, dataset.dataset_id, lastPart(dataset, share), share, now)
    const sealed = Date.parse(meanwhile.sealed_from)
    const earlier = lastPart(dataset, meanwhile.share)
    if (!endsBefore(dataset, meanwhile) || earlier >= sealed) return sealed
    return seal(facts, dataset, prefixOf(dataset) + dataset.last_time, earlier, meanwhile.share, now)
  })
}

/** Of the later seals of a dataset; no dataset's own id has such a sign. */
function prefixOf({ dataset_id }: Dataset): string {
  return `${dataset_id}@`
}

/** Each is earlier than the one before it. */
function newestSeal(facts: Pick<Seals, 'get' | 'idsFrom'>, dataset: Dataset): SealFact | undefined {
  return facts.get('seals', facts.idsFrom('seals', prefixOf(dataset)).at(-1) ?? dataset.dataset_id)
}

function endsBefore({ last_time }: Dataset, seal: SealFact): boolean {
  return Date.parse(last_time) < Date.parse(seal.last_time)
}

function seal(facts: Pick<Seals, 'record'>, { last_time }: Dataset, dataset_id: string, from: number, share: number, now: number): number {
  const sealed_from = new Date(from).toISOString()
  facts.record('seals', { dataset_id, sealed_from, last_time, share, created_at: new Date(now).toISOString() })
  return from
}
