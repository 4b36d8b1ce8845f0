import { RunTree } from 'langsmith'
import { disableTracing, type Config } from '../../config.ts'

const PROBE_MS = 1000
const FLUSH_MS = 3000

/** Turns LangSmith tracing off, with one warning, where its endpoint does not answer: an unreachable one would hold the process for over a minute. */
export async function probeTracing(config: Config, warn: (text: string) => void): Promise<void> {
  const { tracing, endpoint, apiKey } = config.langsmith
  if (!tracing) return
  try {
    const reply = await fetch(`${endpoint.replace(/\/$/, '')}/info`, {
      signal: AbortSignal.timeout(PROBE_MS),
      ...(apiKey === undefined ? {} : { headers: { 'x-api-key': apiKey } }),
    })
    if (reply.ok) return
    warn(`LangSmith at ${endpoint} answers ${reply.status}: this session is not traced.`)
  } catch {
    warn(`LangSmith at ${endpoint} does not answer: this session is not traced.`)
  }
  disableTracing()
}

/** Waits for traces under way, for a few seconds at most. */
export async function flushTracing(): Promise<void> {
  const flushed = RunTree.getSharedClient().awaitPendingTraceBatches()
  await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref())])
}
