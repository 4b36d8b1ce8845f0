import type { LangGraphRunnableConfig } from '@langchain/langgraph'
import type { SessionStateType, SessionUpdate } from '../../state/session.ts'
import type { ResearchContext } from '../context.ts'
import { report } from '../progress.ts'
import { requireSession } from '../requireSession.ts'
import { prepareSession } from './prepareSession.ts'

/** Counters as they are before the first strategy. */
const UNCOUNTED: SessionUpdate = {
  iteration: 0,
  strategy_id: '',
  completed: 0,
  failed: 0,
  approved: 0,
  input_tokens: 0,
  output_tokens: 0,
  unmetered_calls: 0,
  seconds_used: 0,
  model_failures: 0,
  stopped_by: '',
}

/** Starts a session, unless whoever started the run has claimed one already. */
export function prepare(context: ResearchContext) {
  return async (state: SessionStateType, config: LangGraphRunnableConfig): Promise<SessionUpdate> => {
    // A new input on the thread of a finished session asks for another one.
    const isNew = state.session_id === '' || state.stopped_by !== ''
    const session = isNew
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
    return { ...UNCOUNTED, session_id: session.session_id, dataset_id: session.dataset_id }
  }
}
