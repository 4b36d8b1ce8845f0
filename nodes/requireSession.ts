import { NoSuchIdError } from '../domain/errors.ts'
import type { SessionFact } from '../domain/facts.ts'
import type { ResearchContext } from './context.ts'

/** @throws NoSuchIdError where the workspace does not know the session. */
export function requireSession(context: ResearchContext, sessionId: string): SessionFact {
  const session = context.facts.get('sessions', sessionId)
  if (session === undefined) throw new NoSuchIdError(`No session "${sessionId}" in ${context.workspace.home}.`, { session_id: sessionId })
  return session
}
