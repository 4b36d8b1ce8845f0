import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { PlanModel } from '../../domain/model.ts'
import { ModelPlan } from '../../domain/modelPlan.ts'
import { runAgent } from '../../llm/agent.ts'
import type { ChatModels } from '../../llm/chatModels.ts'
import { addUsage, NO_USAGE, type Usage } from '../../llm/usage.ts'
import { quantTools } from '../../tools/quantTools.ts'
import { QUANT_SYSTEM, quantPrompt } from './prompt.ts'

export interface Planner {
  readonly plan: PlanModel
  /** What the chat model used so far. */
  usage(): Usage
}

/** Lets the chat model plan a model; a plan that names what is not there goes back to it with the reason. */
export function modelPlanner(
  chat: ChatModels,
  task: { readonly goal: string; readonly seed: number; readonly iteration: number },
  config: LangGraphRunnableConfig,
): Planner {
  let used = NO_USAGE
  const plan: PlanModel = async (brief) => {
    const outcome = await runAgent(
      {
        model: chat.model('quant'),
        system: QUANT_SYSTEM,
        user: quantPrompt(brief, task),
        tools: quantTools(),
        submit: { name: 'submit_model_plan', description: 'Submit the plan of the model.', schema: ModelPlan, check: brief.check },
      },
      config,
    )
    used = addUsage(used, outcome.usage)
    return outcome.ok ? { ok: true, plan: outcome.value } : { ok: false, failure: { stage: 'model', ...outcome.failure } }
  }
  return { plan, usage: () => used }
}
