import { isGraphDrained, RunControl } from '@langchain/langgraph'
import { sqliteFailure } from '../data/facts/sqliteFailure.ts'
import type { SessionFact } from '../domain/facts.ts'
import type { ResearchContext } from '../nodes/context.ts'
import type { ProgressEvent } from '../nodes/progress.ts'
import type { SessionStateType } from '../state/session.ts'
import { openCheckpoints } from './checkpoints.ts'
import { recursionLimit, researchGraph } from './research.ts'

/** What ended a run: the session's budget, or whoever asked it to stop. */
export type SessionEnd = SessionStateType['stopped_by'] | 'interrupted'

export interface RunningSession {
  readonly ended: Promise<SessionEnd>
  /** Ends the run after the step in flight, whose checkpoint is written; to be gone on with. */
  stop(): void
}

/** Runs a session to its end, from the start or from its last checkpoint. */
export function runSession(context: ResearchContext, session: SessionFact, onProgress: (event: ProgressEvent) => void): RunningSession {
  const control = new RunControl()
  const ended = run(context, session, control, onProgress).catch((error: unknown) => {
    throw sqliteFailure(context.workspace.checkpointsFile, error)
  })
  return { ended, stop: () => control.requestDrain() }
}

async function run(
  context: ResearchContext,
  session: SessionFact,
  control: RunControl,
  onProgress: (event: ProgressEvent) => void,
): Promise<SessionEnd> {
  const graph = researchGraph(context, openCheckpoints(context.workspace))
  const config = {
    configurable: { thread_id: session.session_id },
    metadata: { session_id: session.session_id },
    runName: 'research',
    durability: 'sync' as const,
    recursionLimit: recursionLimit(session.strategies_budget),
    control,
  }
  const state = async (): Promise<{ values: Partial<SessionStateType>; next: readonly string[] }> => graph.getState(config)
  const before = await state()
  const begun = Object.keys(before.values).length > 0
  if (begun && before.next.length === 0) return before.values.stopped_by ?? ''
  try {
    // An input would start over: a run that has begun goes on with null.
    const stream = await graph.stream(begun ? null : initialState(session), { ...config, streamMode: ['custom'], subgraphs: true })
    for await (const [, , event] of stream) onProgress(event as ProgressEvent)
    await context.tables.publish()
  } catch (error) {
    if (!isGraphDrained(error)) throw error
    await context.tables.publish()
    return 'interrupted'
  }
  return (await state()).values.stopped_by ?? ''
}

function initialState(session: SessionFact) {
  const { session_id, goal, seed, dataset_id, window_from, window_to, max_cost_usd, max_minutes } = session
  const llm = session.llm === 'openai' ? ('openai' as const) : ('offline' as const)
  const strategies = session.strategies_budget
  return { session_id, goal, seed, dataset_id, llm, max_cost_usd, max_minutes, from: window_from, to: window_to, strategies }
}
