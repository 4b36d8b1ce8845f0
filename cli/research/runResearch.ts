import type { Config } from '../../config.ts'
import { lockSession } from '../../data/sessionLock.ts'
import { ResourceError } from '../../domain/errors.ts'
import type { SessionFact } from '../../domain/facts.ts'
import { openContext } from '../../graph/openContext.ts'
import { runSession, type SessionEnd } from '../../graph/runSession.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { prepareSession, type SessionRequestValues } from '../../nodes/prepare/prepareSession.ts'
import { requireSession } from '../../nodes/requireSession.ts'
import type { Io } from '../io.ts'
import { describeProgress } from './describeProgress.ts'
import { describeSummary } from './describeSummary.ts'
import { sessionDocument, type SessionDocument } from './sessionDocument.ts'
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
    let end: SessionEnd
    try {
      end = await runWithInterrupt(context, session, io)
    } finally {
      lock.release()
    }
    const document = await sessionDocument(context, session, end)
    io.result(document, describeSummary(document))
    if (isWithoutAnswers(document)) {
      throw new ResourceError('The chat model gave no usable answer for any strategy; run again with another model, or with --llm offline.')
    }
  } finally {
    await context.close()
    await flushTracing()
  }
}

/** The first Ctrl-C lets the step in flight end and be checkpointed; the second does not wait for it. */
async function runWithInterrupt(context: ResearchContext, session: SessionFact, io: Io): Promise<SessionEnd> {
  const goOn = `quantopia research --resume ${session.session_id}`
  const running = runSession(context, session, (event) => io.progress(describeProgress(event, session.strategies_budget, io.paint)))
  const interrupted = new AbortController()
  const onInterrupt = (): void => {
    if (interrupted.signal.aborted) process.kill(process.pid, 'SIGKILL')
    interrupted.abort()
    running.stop()
    io.progress('Stopping after the step in flight; Ctrl-C again stops at once.')
  }
  process.on('SIGINT', onInterrupt)
  try {
    const end = await running.ended
    if (end === 'interrupted')
      throw new ResourceError(`Interrupted; nothing is lost. Go on with: ${goOn}`, { session_id: session.session_id })
    return end
  } catch (error) {
    if (!interrupted.signal.aborted) io.progress(`What was recorded is kept; once the cause is mended, go on with: ${goOn}`)
    throw error
  } finally {
    process.removeListener('SIGINT', onInterrupt)
  }
}

/** Strategies that fail are results; a session in which the chat model never said anything usable is none. */
function isWithoutAnswers({ failures, total_strategies }: SessionDocument): boolean {
  const unanswered = failures.filter(({ code }) => code.startsWith('llm_')).reduce((sum, { count }) => sum + count, 0)
  return total_strategies > 0 && unanswered === total_strategies
}
