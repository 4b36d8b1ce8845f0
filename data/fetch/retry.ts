import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../domain/errors.ts'
import { PassingFailure, Refusal } from './failures.ts'

export interface RetryOptions {
  /** How often one request is sent, the first time included. */
  readonly attempts: number
  /** The longest first wait; it doubles from one attempt to the next up to `maxMs`. */
  readonly baseMs: number
  readonly maxMs: number
}

export const DEFAULT_RETRY: RetryOptions = { attempts: 6, baseMs: 500, maxMs: 60_000 }

export interface Wait {
  readonly attempt: number
  readonly waitMs: number
  readonly reason: string
}

/**
 * Sends again what failed in passing, with exponential backoff and jitter (between half of the wait and all of it), and never sooner than
 * the exchange asked for.
 * @throws the last failure once the attempts are used up; Refusal where the exchange asks for a wait over `maxMs`; at once whatever is no
 * PassingFailure, or when the signal is aborted.
 */
export async function withRetry<T>(
  send: () => Promise<T>,
  options: RetryOptions,
  onWait?: (wait: Wait) => void,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof PassingFailure) || attempt >= options.attempts) throw error
      const waitMs = waitBefore(error, attempt, options)
      onWait?.({ attempt, waitMs, reason: messageOf(error) })
      await sleep(waitMs, undefined, signal === undefined ? {} : { signal })
    }
  }
}

function waitBefore(failure: PassingFailure, attempt: number, { baseMs, maxMs }: RetryOptions): number {
  const asked = failure.retryAfterMs ?? 0
  if (asked > maxMs) throw new Refusal(`${failure.message}, with a request to wait ${Math.ceil(asked / 1000)} s`)
  const backoff = Math.min(maxMs, baseMs * 2 ** (attempt - 1)) * (0.5 + 0.5 * Math.random())
  return Math.min(maxMs, asked + backoff)
}
