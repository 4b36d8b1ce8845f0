import type { DecisionFact, SessionFact } from '../../domain/facts.ts'

/** A chat model as people should know it. */
export function named(model: string): string {
  return model === 'offline' ? 'offline policy (not an LLM)' : `LLM ${model}`
}

/** Who made a session's decisions, as the decisions themselves tell; before the first one, as it was asked for. */
export function decidedBy(session: Pick<SessionFact, 'llm'>, decisions: readonly Pick<DecisionFact, 'model'>[]): string {
  const models = [...new Set(decisions.map(({ model }) => model))]
  return (models.length === 0 ? [session.llm] : models).map(named).join(', ')
}
