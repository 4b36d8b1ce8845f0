import type { Gate } from '../../domain/facts.ts'
import { FEWEST_ACTIVE_DAYS } from '../holdout/fewestActiveDays.ts'
import type { Opening } from '../holdout/openHoldout.ts'

/** Why less than deflation asks for: docs/decisions/0005-sealed-holdout.md. */
export const HOLDOUT_CONFIDENCE = 0.9

/** Why a verdict has no opening though it asked for one. */
export const INTERRUPTED =
  'the run on the sealed bars was stopped before its result: nothing was shown or recorded, and another trial of this strategy may open them'

/**
 * The last gate. Whether it was passed is all that agents get to know: the figure itself stays with the opening, for people
 * (`validate ID`), as every later decision would otherwise be fitted to it.
 */
export function holdoutGate(opening: Opening): Gate {
  const base = { name: 'holdout', value: null, threshold: HOLDOUT_CONFIDENCE, rule: '>=' } as const
  if (opening === 'refused')
    return { ...base, passed: false, detail: 'opened before for what this strategy does: a second opening is refused' }
  if (opening === 'interrupted') return { ...base, passed: false, detail: INTERRUPTED }
  const { probability_of_skill: skill, failure } = opening
  if (skill === null && failure === null)
    return {
      ...base,
      passed: false,
      detail: `too little activity on the sealed bars to tell: ${FEWEST_ACTIVE_DAYS} days with a return are the least`,
    }
  const passed = skill !== null && skill >= HOLDOUT_CONFIDENCE
  return { ...base, passed, detail: 'probability of a Sharpe ratio above 0 on the sealed bars, opened once; its figure is for people only' }
}
