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
}

export interface Silence {
  readonly exchange: string
  readonly reason: string
}

export type FirstOutcome =
  | { readonly ok: true; readonly exchange: string; readonly fetched: FetchOutcome }
  | { readonly ok: false; readonly message: string; readonly tried: readonly Silence[] }

/**
 * Fetches from the first exchange that answers: each is asked for its time, half a second after the one before it, until one tells it.
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
  const probe = async (id: string, place: number): Promise<string> => {
    try {
      const exchange = await openExchange(id, request.symbol, options)
      await sleep(place * HEAD_START_MS, undefined, { signal })
      await exchange.now()
      return id
    } catch (error) {
      silent.push({ exchange: id, reason: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : messageOf(error) })
      throw error
    }
  }
  try {
    return { exchange: await Promise.any(exchanges.map(probe)), silent }
  } catch {
    request.signal?.throwIfAborted()
    return { exchange: undefined, silent }
  } finally {
    decided.abort()
  }
}
