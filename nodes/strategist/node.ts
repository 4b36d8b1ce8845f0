import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import { Decision } from '../../domain/decision.ts'
import { factId } from '../../domain/hash.ts'
import { runAgent } from '../../llm/agent.ts'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import { strategistTools } from '../../tools/strategistTools.ts'
import type { ResearchContext } from '../context.ts'
import { countTokens } from '../countTokens.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { traced } from '../traced.ts'
import { checkDecision } from './checkDecision.ts'
import { STRATEGIST_SYSTEM, strategistPrompt } from './prompt.ts'

/** Looks at everything tried so far and decides what to try next. */
export function strategist(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const session = requireSession(context, state.session_id)
    const { iteration } = state
    const decision_id = factId('dec', { session_id: session.session_id, iteration })

    const known = context.facts.get('decisions', decision_id)
    if (known !== undefined) return { decision_id, decision: known.decision }

    const models = await context.models.models(session.dataset_id, session.window_to)
    const chat = context.chatModels(session.llm, session.seed)
    const outcome = await runAgent(
      {
        model: chat.model('strategist'),
        system: STRATEGIST_SYSTEM,
        user: strategistPrompt(session, iteration),
        tools: strategistTools(context.tables, context.models, session),
        submit: {
          name: 'submit_decision',
          description: 'Submit the decision: what strategy to try next and why.',
          schema: Decision,
          check: (decision) =>
            checkDecision(decision, {
              families: context.models.families(),
              models,
              hasStrategy: (id) => context.facts.get('strategies', id) !== undefined,
            }),
        },
      },
      traced(config, 'strategist', { session_id: session.session_id, iteration, decision_id }),
    )
    const tokens = countTokens(state, outcome.usage)
    if (!outcome.ok) return { ...tokens, decision_id, failure: { stage: 'decision', ...outcome.failure } }

    const decision = outcome.value
    context.facts.record('decisions', {
      decision_id,
      session_id: session.session_id,
      iteration,
      decision,
      evidence: outcome.evidence,
      model: chat.label,
      input_tokens: outcome.usage.input_tokens,
      output_tokens: outcome.usage.output_tokens,
      created_at: new Date(context.now()).toISOString(),
    })
    report(config, {
      event: 'decision',
      iteration,
      action: decision.action,
      strategy_type: decision.strategy_type,
      logic: decision.logic,
      indicators: decision.indicators,
      model_request: decision.ml_requirements?.model_id ?? null,
      parent_id: decision.parent_id,
      rationale: decision.rationale,
    })
    return { ...tokens, decision_id, decision }
  }
}
