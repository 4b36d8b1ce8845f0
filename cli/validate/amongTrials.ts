import type { ReturnsFact } from '../../domain/facts.ts'
import { alignReturns } from '../../validation/evidence/alignReturns.ts'
import { bootstrapMeans } from '../../validation/multipleTesting/bootstrapMeans.ts'
import { cautiousPValue, realityCheck } from '../../validation/multipleTesting/realityCheck.ts'
import { stepM } from '../../validation/multipleTesting/stepM.ts'

/** A strategy among everything with daily returns on its dataset and window, by a joint stationary bootstrap against doing nothing. */
export interface AmongTrials {
  trials: number
  /** White (2000): that the best of them is no better than doing nothing. */
  reality_check_p_value: number
  /** Romano and Wolf (2005), studentised, at a familywise error rate of 5 %: how many are better than doing nothing, and whether this one is. */
  step_m_discoveries: number
  step_m_singles_it_out: boolean
}

/** Null where there are too few days to tell. */
export function amongTrials(returns: readonly ReturnsFact[], trialId: string): AmongTrials | null {
  const bootstrap = bootstrapMeans(alignReturns(returns), { seed: `among ${returns.length}` })
  if (bootstrap === undefined) return null
  const { rejected } = stepM(bootstrap, { studentised: true })
  return {
    trials: returns.length,
    reality_check_p_value: cautiousPValue(realityCheck(bootstrap).pValue, bootstrap.resamples),
    step_m_discoveries: rejected.length,
    step_m_singles_it_out: rejected.some((index) => returns[index]?.trial_id === trialId),
  }
}
