import { usageCost } from '../../llm/cost.ts'
import { NO_USAGE } from '../../llm/usage.ts'
import type { SessionStateType, SessionUpdate } from '../../state/session.ts'
import type { ResearchContext } from '../context.ts'
import { requireSession } from '../requireSession.ts'

/** So many failures of the chat model in a row are no accident: going on would only record more of them. */
const MODEL_FAILURES = 5

/** Counts the strategy just recorded against the budget, and starts the next one or says what stopped the session. */
export function tally(context: ResearchContext) {
  return (state: SessionStateType): SessionUpdate => {
    const session = requireSession(context, state.session_id)
    const strategy = state.iteration === 0 ? undefined : context.facts.get('strategies', state.strategy_id)
    const counted = {
      completed: state.completed + (strategy?.status === 'completed' ? 1 : 0),
      failed: state.failed + (strategy?.status === 'failed' ? 1 : 0),
      approved: state.approved + (strategy?.passed_filter === true ? 1 : 0),
      // A session that was killed and resumed is not charged for the time in between.
      seconds_used:
        state.seconds_used + (state.iteration === 0 ? 0 : (context.now() - Math.max(state.started_at, context.openedAt)) / 1000),
      started_at: context.now(),
      model_failures: strategy?.failure?.code.startsWith('llm_') === true ? state.model_failures + 1 : 0,
    }
    const stopped_by = spentBudget(context, { ...state, ...counted }, session.llm, session.seed)
    return stopped_by === '' ? { ...counted, iteration: state.iteration + 1 } : { ...counted, stopped_by }
  }
}

function spentBudget(context: ResearchContext, state: SessionStateType, llm: string, seed: number): SessionStateType['stopped_by'] {
  if (state.iteration >= state.strategies) return 'strategies'
  if (state.model_failures >= MODEL_FAILURES) return 'model'
  if (state.max_minutes > 0 && state.seconds_used >= state.max_minutes * 60) return 'time'
  if (state.max_cost_usd === 0) return ''
  const { input_tokens, output_tokens, unmetered_calls } = state
  const used = { ...NO_USAGE, input_tokens, output_tokens, unmetered_calls }
  // A cost that cannot be told may be over the limit.
  const cost = usageCost(context.chatModels(llm, seed).label, used, context.config.openai) ?? Infinity
  return cost >= state.max_cost_usd ? 'cost' : ''
}
