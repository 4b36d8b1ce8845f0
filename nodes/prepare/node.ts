import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { SessionStateType, SessionUpdate } from '../../state/session.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { prepareSession } from './prepareSession.ts'

/** Starts a session, unless whoever started the run has claimed one already. */
export function prepare(context: ResearchContext) {
  return async (state: SessionStateType, config: LangGraphRunnableConfig): Promise<SessionUpdate> => {
    const session =
      state.session_id === ''
        ? await prepareSession(context, state, (text) => report(config, { event: 'note', text }))
        : requireSession(context, state.session_id)
    report(config, {
      event: 'session',
      session_id: session.session_id,
      dataset_id: session.dataset_id,
      synthetic: session.synthetic,
      window_from: session.window_from,
      window_to: session.window_to,
      llm: context.chatModels(session.llm, session.seed).label,
    })
    return { session_id: session.session_id, dataset_id: session.dataset_id, iteration: 0 }
  }
}
