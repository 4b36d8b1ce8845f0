import { messageOf } from '../../domain/errors.ts'
import { PassingFailure, Refusal } from './failures.ts'

export interface TransportOptions {
  /** Head and body of one answer must be there within this time. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** Answers that say "not now" rather than "not this". */
const PASSING_STATUS = new Set([408, 418, 425, 429])
const REFUSED_STATUS = new Set([401, 403, 407, 451])

/**
 * What an exchange client sends its requests with. It reads the whole answer under one timeout, and lets only JSON pass: a client that gets
 * an error page with status 200 would take it for "no bars".
 * @throws PassingFailure or Refusal; the signal's own reason once it is aborted.
 */
export function openTransport({ timeoutMs, signal }: TransportOptions): typeof fetch {
  return async (input, init) => {
    signal?.throwIfAborted()
    const limit = AbortSignal.timeout(timeoutMs)
    let response: Response
    let text: string
    try {
      response = await fetch(input, {
        ...init,
        redirect: 'manual',
        signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      })
      text = await response.text()
    } catch (error) {
      signal?.throwIfAborted()
      throw new PassingFailure(limit.aborted ? `no answer within ${timeoutMs / 1000} s` : connectionTrouble(error))
    }
    judge(response, text)
    return new Response(text, { status: response.status, statusText: response.statusText, headers: response.headers })
  }
}

function judge({ status, headers }: Response, text: string): void {
  if (PASSING_STATUS.has(status) || status >= 500) throw new PassingFailure(`HTTP ${status}`, retryAfterMs(headers.get('retry-after')))
  if (REFUSED_STATUS.has(status)) throw new Refusal(`HTTP ${status}${status === 451 ? ', not available in this region' : ''}`)
  if (status >= 300 && status < 400) throw new Refusal(`HTTP ${status}, sent on to another address`)
  const parsed = parseJson(text)
  if (status >= 400) {
    if (parsed === undefined) throw new Refusal(`HTTP ${status}`)
    return
  }
  if (parsed === undefined) throw new PassingFailure('an answer that is not JSON')
  if (isNothing(parsed)) throw new PassingFailure('an empty answer')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An empty list is an answer; an empty object is none. */
function isNothing(parsed: unknown): boolean {
  return typeof parsed !== 'object' || parsed === null || (!Array.isArray(parsed) && Object.keys(parsed).length === 0)
}

/** RFC 9110 §10.2.3: seconds, or a date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

/** The system's reason stands in the cause of fetch's own error. */
function connectionTrouble(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  return code === undefined ? messageOf(cause ?? error) : `connection failed (${code})`
}
