import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'

/** Gets the model that the decision asks for, or says why it cannot be had. */
export function quant(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const request = state.decision?.ml_requirements
    if (request === undefined || request === null) return {}
    const outcome = await context.models.getOrCreate(request)
    if (!outcome.ok) return { failure: outcome.failure }
    report(config, { event: 'note', text: `model ${outcome.model_id} is ready` })
    return { model_ids: [outcome.model_id] }
  }
}
