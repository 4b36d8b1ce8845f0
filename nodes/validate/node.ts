import { factId } from '../../domain/hash.ts'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { requireSession } from '../requireSession.ts'
import { judgeTrial } from './judgeTrial.ts'

/** Says whether the result is real, deflated for all trials that this workspace ever counted on the dataset. */
export function validate(context: ResearchContext) {
  return async (state: StrategyStateType): Promise<StrategyUpdate> => {
    const { trial_id } = state
    const verdict_id = factId('verdict', { trial_id })
    if (context.facts.get('verdicts', verdict_id) !== undefined) return { verdict_id }

    const trial = context.facts.get('trials', trial_id)
    if (trial === undefined) throw new Error(`validate: there is no trial ${trial_id}`)
    const judgement = await judgeTrial(context, requireSession(context, trial.session_id), trial)
    context.facts.record('verdicts', {
      verdict_id,
      trial_id,
      session_id: trial.session_id,
      ...judgement,
      created_at: new Date(context.now()).toISOString(),
    })
    return { verdict_id }
  }
}
