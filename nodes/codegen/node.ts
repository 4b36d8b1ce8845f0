import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import { z } from 'zod'
import { runAgent } from '../../llm/agent.ts'
import { strategySource } from '../../sandbox/source.ts'
import type { StrategyStateType, StrategyUpdate } from '../../state/strategy.ts'
import { codegenTools } from '../../tools/codegenTools.ts'
import type { ResearchContext } from '../context.ts'
import { countTokens } from '../countTokens.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { traced } from '../traced.ts'
import { CODEGEN_SYSTEM, codegenPrompt, type Attempt } from './prompt.ts'

const Submission = z.object({
  strategy_name: z.string().min(3).max(80),
  code: z.string().min(1).max(40_000),
  entry_logic: z.string().min(3).max(600).describe('when it enters, in words, e.g. "RSI < 30 AND volume z-score > 1"'),
  exit_logic: z.string().min(3).max(600),
})

/** The text that failed and why, when this is a repair. */
function previousAttempt(context: ResearchContext, state: StrategyStateType): Attempt | undefined {
  const source = context.facts.get('sources', state.code_hash)
  return source !== undefined && state.failure !== null ? { source, failure: state.failure } : undefined
}

/** Writes the strategy, or mends it after a failure. */
export function codegen(context: ResearchContext) {
  return async (state: StrategyStateType, config: LangGraphRunnableConfig): Promise<StrategyUpdate> => {
    const { decision, iteration } = state
    if (decision === null) throw new Error('codegen runs after a decision')
    const session = requireSession(context, state.session_id)
    const previous = previousAttempt(context, state)
    const repairs = previous === undefined ? 0 : state.repairs + 1
    if (previous !== undefined) report(config, { event: 'repair', iteration, attempt: repairs, failure: previous.failure })

    const chat = context.chatModels(session.llm, session.seed)
    const outcome = await runAgent(
      {
        model: chat.model('codegen'),
        system: CODEGEN_SYSTEM,
        user: codegenPrompt(session, iteration, { decision, modelIds: state.model_ids }, previous),
        tools: codegenTools(context.tables),
        submit: { name: 'submit_strategy', description: 'Submit the finished strategy.', schema: Submission },
      },
      traced(config, 'codegen', { session_id: session.session_id, iteration, decision_id: state.decision_id, attempt: repairs }),
    )
    const tokens = countTokens(state, outcome.usage)
    if (!outcome.ok) return { ...tokens, repairs, code_hash: '', failure: { stage: 'codegen', ...outcome.failure } }

    const { code, ...words } = outcome.value
    const source = strategySource(code)
    context.facts.record('sources', {
      code_hash: source.hash,
      text: source.text,
      written_by: chat.label,
      created_at: new Date(context.now()).toISOString(),
    })
    report(config, { event: 'source', iteration, strategy_name: words.strategy_name, code_hash: source.hash, attempt: repairs })
    return { ...tokens, ...words, repairs, code_hash: source.hash, failure: null }
  }
}
