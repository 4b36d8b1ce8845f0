import { messageOf, QuantopiaError, ResourceError, UsageError } from '../../domain/errors.ts'
import { PassingFailure, Refusal } from './failures.ts'
import { type RetryOptions, type Wait, withRetry } from './retry.ts'

interface Asking {
  readonly retry: RetryOptions
  readonly onWait: ((wait: Wait) => void) | undefined
  readonly signal: AbortSignal | undefined
}

const LONGEST_QUOTE = 160

/**
 * Sends a request through an exchange's client, again where that may help, and says in one sentence why it failed for good.
 * @throws ResourceError when the exchange cannot be reached, does not serve us or answers with nonsense; UsageError for a symbol it does
 * not know; the signal's own reason once it is aborted.
 */
export async function askExchange<T>(name: string, send: () => Promise<T>, { retry, onWait, signal }: Asking): Promise<T> {
  const { NetworkError, BadSymbol, BaseError } = await import('ccxt')
  const attempt = async (): Promise<T> => {
    try {
      return await send()
    } catch (error) {
      // What an exchange reports in a body with status 200: too many requests, down for maintenance.
      if (error instanceof NetworkError) throw new PassingFailure(quote(error))
      throw error
    }
  }
  try {
    return await withRetry(attempt, retry, onWait, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof QuantopiaError) throw error
    if (error instanceof PassingFailure) throw unreachable(name, error, retry.attempts)
    if (error instanceof Refusal) {
      throw new ResourceError(`${name} refused the request (${error.message}); try later, or another exchange.`, { exchange: name })
    }
    if (error instanceof BadSymbol) {
      throw new UsageError(`${name} does not know the symbol (${quote(error)}).`, { exchange: name })
    }
    if (error instanceof BaseError)
      throw new ResourceError(`${name} could not answer: ${quote(error)}.`, { exchange: name }, { cause: error })
    throw error
  }
}

function unreachable(name: string, failure: PassingFailure, attempts: number): ResourceError {
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`
  const sentence = `${name} gave no usable answer in ${tries} (${failure.message}); check the network, or try another exchange.`
  return new ResourceError(sentence, { exchange: name, reason: failure.message })
}

/** The exchange's words on one line, cut. */
function quote(error: unknown): string {
  const text = messageOf(error).replaceAll(/\s+/g, ' ').trim()
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…`
}
