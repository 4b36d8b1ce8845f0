import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf, QuantopiaError } from '../../domain/errors.ts'
import { fetchBars } from './fetchBars.ts'
import type { FetchOutcome, FetchRequest } from './fetchRequest.ts'
import { openExchange } from './openExchange.ts'

/** Exchanges that list BTC/USDT, the ones with long histories and large pages first. */
const FIRST_CHOICE = ['binance', 'bybit', 'okx', 'coinbase', 'kraken'] as const
const TIMEOUT_MS = 5_000
const HEAD_START_MS = 500

export interface FirstRequest extends Omit<FetchRequest, 'exchange'> {
  /** In order of preference. */
  readonly exchanges?: readonly string[]
  /** How long to wait for the first sign of life of any exchange. */
  readonly timeoutMs?: number
  /** How much later than the one before it an exchange is asked. */
  readonly headStartMs?: number
}

export interface Silence {
  readonly exchange: string
  readonly reason: string
}

export type FirstOutcome =
  | { readonly ok: true; readonly exchange: string; readonly fetched: FetchOutcome }
  | { readonly ok: false; readonly message: string; readonly tried: readonly Silence[] }

/**
 * Fetches from the first exchange that answers: each is asked for its time, half a second after the one before it or
 * as soon as that one has failed, until one tells it.
 * One that answers and then fails is left out, and the others are asked again.
 * @throws ResourceError only when the request's signal is aborted.
 */
export async function fetchFirstThatAnswers(request: FirstRequest): Promise<FirstOutcome> {
  const { exchanges = FIRST_CHOICE, timeoutMs = TIMEOUT_MS, ...rest } = request
  const failed: Silence[] = []
  for (;;) {
    const left = exchanges.filter((id) => failed.every(({ exchange }) => exchange !== id))
    const answer = await firstToAnswer(left, request, timeoutMs)
    if (answer.exchange === undefined) return { ok: false, message: noneAnswered(exchanges), tried: [...failed, ...answer.silent] }
    try {
      return { ok: true, exchange: answer.exchange, fetched: await fetchBars({ ...rest, exchange: answer.exchange }) }
    } catch (error) {
      if (!(error instanceof QuantopiaError) || request.signal?.aborted === true) throw error
      failed.push({ exchange: answer.exchange, reason: error.message })
    }
  }
}

function noneAnswered(exchanges: readonly string[]): string {
  return `No exchange could be reached or had the bars (tried ${exchanges.join(', ')}).`
}

interface Answer {
  readonly exchange: string | undefined
  readonly silent: readonly Silence[]
}

async function firstToAnswer(exchanges: readonly string[], request: FirstRequest, timeoutMs: number): Promise<Answer> {
  const silent: Silence[] = []
  const decided = new AbortController()
  const signal = AbortSignal.any([
    decided.signal,
    AbortSignal.timeout(timeoutMs),
    ...(request.signal === undefined ? [] : [request.signal]),
  ])
  const options = { ...request, signal, timeoutMs, retry: { attempts: 1 } }
  const { headStartMs = HEAD_START_MS } = request
  const probe = async (id: string, turn: () => Promise<unknown>): Promise<string> => {
    try {
      const exchange = await openExchange(id, request.symbol, options)
      await turn()
      await exchange.now()
      return id
    } catch (error) {
      silent.push({ exchange: id, reason: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : messageOf(error) })
      throw error
    }
  }
  const probes: Promise<string>[] = []
  for (const [place, id] of exchanges.entries()) {
    const before = probes.at(-1)
    const turn = () => Promise.race([sleep(place * headStartMs, undefined, { signal }), failureOf(before)])
    probes.push(probe(id, turn))
  }
  try {
    return { exchange: await Promise.any(probes), silent }
  } catch {
    request.signal?.throwIfAborted()
    return { exchange: undefined, silent }
  } finally {
    decided.abort()
  }
}

/** Settled as soon as `attempt` has failed; there is nothing to wait for where there was none. */
function failureOf(attempt: Promise<unknown> | undefined): Promise<void> {
  if (attempt === undefined) return Promise.resolve()
  return new Promise((failed) => void attempt.catch(() => failed()))
}
