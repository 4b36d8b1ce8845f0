import { z } from 'zod'
import type { Row } from './tables.ts'

const Descendants = z.object({
  descendants: z.array(z.object({ strategy_id: z.string(), sharpe_ratio: z.number().nullable().catch(null) })),
})

/** What became of a strategy's refinements. */
export interface Family {
  readonly refinements: number
  readonly best: number | null
  /** Refined often enough, and never for the better. */
  readonly worn: boolean
}

/** After so many refinements without a gain a strategy is left alone. */
const ENOUGH_REFINEMENTS = 4

/** Reads get_genealogy's answer; undefined where it could not be read. */
export function readFamily(result: unknown, parent: Row): Family | undefined {
  const read = Descendants.safeParse(result)
  if (!read.success) return undefined
  const sharpes = read.data.descendants.flatMap(({ sharpe_ratio: sharpe }) => sharpe ?? [])
  const best = sharpes.length === 0 ? null : Math.max(...sharpes)
  const refinements = read.data.descendants.length
  return { refinements, best, worn: refinements >= ENOUGH_REFINEMENTS && (best ?? -Infinity) <= (parent.worth ?? 0) }
}

/** ` It was refined 3 times, best Sharpe 0.80.` */
export function familyWords({ refinements, best }: Family): string {
  if (refinements === 0) return ' It was never refined before.'
  return ` It was refined ${refinements} ${refinements === 1 ? 'time' : 'times'}, best Sharpe ${best === null ? 'none' : best.toFixed(2)}.`
}
