import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { countTokens } from '../countTokens.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { traced } from '../traced.ts'
import { modelPlanner } from './planModel.ts'

/** Gets the model that the decision asks for, trained if need be, or says why it cannot be had. */
export function quant(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const request = state.decision?.ml_requirements
    if (request === undefined || request === null) return {}
    const session = requireSession(context, state.session_id)
    const { session_id, dataset_id, window_from, window_to, seed, goal } = session
    const { iteration, decision_id } = state
    const planner = modelPlanner(
      context.chatModels(session.llm, seed),
      { goal, seed, iteration },
      traced(config, 'quant', { session_id, iteration, decision_id }),
    )
    const scope = { session_id, iteration, dataset_id, window_from, window_to, seed }
    const outcome = await context.models.getOrCreate(request, scope, planner.plan)
    const tokens = countTokens(state, planner.usage())
    if (!outcome.ok) return { ...tokens, failure: outcome.failure }
    report(config, { event: 'model', iteration, model_id: outcome.model_id, trained: outcome.trained, note: outcome.note })
    return { ...tokens, model_ids: [outcome.model_id] }
  }
}
