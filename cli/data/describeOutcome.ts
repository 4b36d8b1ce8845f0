import type { ImportOutcome } from '../../data/lake/storeRequest.ts'
import { describeDataset, describeQuality } from './describeQuality.ts'

export const DONE = { created: 'Stored', extended: 'Extended', unchanged: 'Unchanged' } as const

/** What came of an import as `--json` gives it. */
export function outcomeDocument(outcome: ImportOutcome) {
  const { outcome: result, dataset, quality, addedBars, replacedBars } = outcome
  return { outcome: result, added_bars: addedBars, replaced_bars: replacedBars, ...dataset, imported: quality }
}

export function describeOutcome(outcome: ImportOutcome): string {
  const { dataset, quality, addedBars, replacedBars } = outcome
  const changes = outcome.outcome === 'unchanged' ? '' : ` (${addedBars} bars added, ${replacedBars} replaced)`
  return `${DONE[outcome.outcome]} ${describeDataset(dataset)}${changes}\n${describeQuality(quality)}`
}
