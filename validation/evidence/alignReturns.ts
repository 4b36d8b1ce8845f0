import type { ReturnsFact } from '../../domain/facts.ts'

const DAY_MS = 86_400_000

const dayOf = (iso: string): number => Math.floor(Date.parse(iso) / DAY_MS)

/**
 * Daily returns of several trials as columns over the same days, from the first day of any to the last of any; a day on which a
 * trial was not yet, or no longer, trading has the return 0, as the account stood still.
 */
export function alignReturns(facts: readonly ReturnsFact[]): Float64Array[] {
  if (facts.length === 0) return []
  const first = Math.min(...facts.map(({ first_day }) => dayOf(first_day)))
  const end = Math.max(...facts.map(({ first_day, returns }) => dayOf(first_day) + returns.length))
  return facts.map(({ first_day, returns }) => {
    const column = new Float64Array(end - first)
    column.set(returns, dayOf(first_day) - first)
    return column
  })
}
