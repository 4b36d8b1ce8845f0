import type { Config } from '../../config.ts'
import { lockSession } from '../../data/sessionLock.ts'
import { ResourceError } from '../../domain/errors.ts'
import type { SessionFact } from '../../domain/facts.ts'
import { openCheckpoints } from '../../graph/checkpoints.ts'
import { openContext } from '../../graph/openContext.ts'
import { recursionLimit, researchGraph } from '../../graph/research.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { prepareSession, type SessionRequestValues } from '../../nodes/prepare/prepareSession.ts'
import type { ProgressEvent } from '../../nodes/progress.ts'
import { requireSession } from '../../nodes/requireSession.ts'
import type { Io } from '../io.ts'
import { describeProgress } from './describeProgress.ts'
import { sessionDocument } from './sessionDocument.ts'
import { describeSummary } from './describeSummary.ts'
import { flushTracing, probeTracing } from './tracing.ts'

export interface ResearchCall {
  readonly resume: string | undefined
  readonly request: SessionRequestValues
}

/** Starts a session or goes on with one, tells its progress, and ends with the summary. */
export async function runResearch(call: ResearchCall, config: Config, io: Io): Promise<void> {
  await probeTracing(config, (text) => io.progress(text))
  const context = openContext(config)
  try {
    const session =
      call.resume === undefined
        ? await prepareSession(context, call.request, (text) => io.progress(io.paint.yellow(text)))
        : requireSession(context, call.resume)
    const lock = lockSession(context.workspace, session.session_id)
    let stoppedBy: string
    try {
      stoppedBy = await runSession(context, session, io)
    } finally {
      lock.release()
    }
    const document = await sessionDocument(context, session, stoppedBy)
    io.result(document, describeSummary(document))
  } finally {
    await context.close()
    await flushTracing()
  }
}

/** Runs the graph to its end, from the start or from the last checkpoint, and says what ended it. */
async function runSession(context: ResearchContext, session: SessionFact, io: Io): Promise<string> {
  const graph = researchGraph(context, openCheckpoints(context.workspace))
  const interrupted = new AbortController()
  const onInterrupt = (): void => interrupted.abort()
  process.once('SIGINT', onInterrupt)
  const config = {
    configurable: { thread_id: session.session_id },
    metadata: { session_id: session.session_id },
    runName: 'research',
    durability: 'sync' as const,
    recursionLimit: recursionLimit(session.strategies_budget),
    signal: interrupted.signal,
  }
  const snapshot = await graph.getState(config)
  const begun = Object.keys(snapshot.values as object).length > 0
  if (begun && snapshot.next.length === 0) return stoppedBy(snapshot.values)

  const stream = await graph.stream(begun ? null : initialState(session), { ...config, streamMode: ['custom'], subgraphs: true })
  try {
    for await (const [, , event] of stream) {
      io.progress(describeProgress(event as ProgressEvent, session.strategies_budget, io.paint))
    }
  } catch (error) {
    const goOn = `quantopia research --resume ${session.session_id}`
    if (interrupted.signal.aborted)
      throw new ResourceError(`Interrupted; nothing is lost. Go on with: ${goOn}`, { session_id: session.session_id })
    io.progress(`What was recorded is kept; once the cause is mended, go on with: ${goOn}`)
    throw error
  } finally {
    process.removeListener('SIGINT', onInterrupt)
  }
  return stoppedBy((await graph.getState(config)).values)
}

function stoppedBy(values: unknown): string {
  return (values as { stopped_by?: string }).stopped_by ?? ''
}

function initialState(session: SessionFact) {
  const { session_id, goal, seed, dataset_id, window_from, window_to, max_cost_usd, max_minutes } = session
  const llm = session.llm === 'openai' ? ('openai' as const) : ('offline' as const)
  return {
    session_id,
    goal,
    seed,
    dataset_id,
    llm,
    max_cost_usd,
    max_minutes,
    from: window_from,
    to: window_to,
    strategies: session.strategies_budget,
  }
}
