import type { Area } from '../../data/tables/countAreas.ts'
import type { SessionSummary } from '../../data/tables/sessionSummary.ts'
import type { StrategyRow } from '../../data/tables/strategyRow.ts'
import type { SessionFact } from '../../domain/facts.ts'
import { STRATEGY_TYPES, type StrategyType } from '../../domain/strategy.ts'
import { sessionStatistics, type SessionStatistics } from '../../validation/sessionStatistics.ts'
import type { ResearchContext } from '../../nodes/context.ts'

/** The result of a session as `--json` gives it. */
export interface SessionDocument
  extends Omit<SessionFact, 'created_at' | 'ordinal'>, Omit<SessionSummary, 'by_type' | 'by_logic'>, SessionStatistics {
  stopped_by: string
  /** All trials on the dataset, of whatever session: what approval is deflated for. */
  trials_counted: number
  by_type: Record<StrategyType, Omit<Area, 'name'>>
  /** Newest version of each model of the dataset when the session was opened, null where there was none, and now. */
  model_versions: Record<string, { start: string | null; end: string }>
  /** Gates that the top performer did not pass. */
  top_performer_failed_gates: string[]
  /** In the order they were researched. */
  strategies: StrategyRow[]
}

const NEVER_TRIED = { attempts: 0, completed: 0, failed: 0, avg_sharpe: null, best_sharpe: null }

function areaOf(areas: readonly Area[], type: StrategyType): Omit<Area, 'name'> {
  const { name: _name, ...figures } = areas.find(({ name }) => name === type) ?? { name: type, ...NEVER_TRIED }
  return figures
}

async function modelVersions(context: ResearchContext, session: SessionFact): Promise<SessionDocument['model_versions']> {
  const versions: SessionDocument['model_versions'] = {}
  // In the order of their release, so that the last one stands.
  for (const { model_name, version, released_at, dataset_ids } of await context.tables.listModels()) {
    if (dataset_ids[0] !== session.dataset_id) continue
    const start = released_at < session.created_at ? version : (versions[model_name]?.start ?? null)
    versions[model_name] = { start, end: version }
  }
  return versions
}

/** Everything a session recorded. */
export async function sessionDocument(context: ResearchContext, session: SessionFact, stoppedBy: string): Promise<SessionDocument> {
  const { created_at: _createdAt, ordinal: _ordinal, ...request } = session
  const { by_type, by_logic: _byLogic, ...summary } = await context.tables.sessionSummary(session.session_id)
  const top = summary.top_performer === null ? undefined : context.facts.get('strategies', summary.top_performer.strategy_id)
  return {
    ...request,
    ...summary,
    stopped_by: stoppedBy,
    trials_counted: context.facts.countTrials(session.dataset_id),
    by_type: Object.fromEntries(STRATEGY_TYPES.map((type) => [type, areaOf(by_type, type)])) as SessionDocument['by_type'],
    ...sessionStatistics(context.facts.returnsOfSession(session.session_id), session.seed),
    model_versions: await modelVersions(context, session),
    top_performer_failed_gates: top?.verdict?.gates.filter(({ passed }) => !passed).map(({ name }) => name) ?? [],
    strategies: await context.tables.listStrategies({ sessionId: session.session_id }),
  }
}
