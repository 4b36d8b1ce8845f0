import type { Gate } from '../../domain/facts.ts'
import { FEWEST_ACTIVE_DAYS } from '../holdout/fewestActiveDays.ts'
import type { Opening } from '../holdout/openHoldout.ts'

/** Why less than deflation asks for: docs/decisions/0005-sealed-holdout.md. */
export const HOLDOUT_CONFIDENCE = 0.9

/**
 * The last gate. Whether it was passed is all that agents get to know: the figure itself, or why there is none, stays with the opening, for people
 * (`validate ID`), as every later decision would otherwise be fitted to it.
 */
export function holdoutGate(opening: Opening): Gate {
  const base = { name: 'holdout', value: null, threshold: HOLDOUT_CONFIDENCE, rule: '>=' } as const
  if (opening === 'refused')
    return { ...base, passed: false, detail: 'opened before for what this strategy does: a second opening is refused' }
  const passed = opening.probability_of_skill !== null && opening.probability_of_skill >= HOLDOUT_CONFIDENCE
  const detail = `probability of a Sharpe ratio above 0 on the sealed bars, with a return on ${FEWEST_ACTIVE_DAYS} days at least, opened once; its figure is for people only`
  return { ...base, passed, detail }
}
