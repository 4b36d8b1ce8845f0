import type { Failure, FailureStage } from '../domain/facts.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { InsideFailure } from './inside/stop.ts'
import type { Reply } from './process/protocol.ts'

const LONGEST_MESSAGE = 500

/** A text from inside, fit to be stored and printed: no control characters, bounded. */
export function clean(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, LONGEST_MESSAGE)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A failure reported by the prelude. @throws Error when it is the engine's own. */
export function insideFailure(stage: FailureStage, failure: InsideFailure): Failure {
  if (failure.code === 'engine_failed') throw new Error(`The engine failed inside the sandbox: ${clean(failure.message)}.`)
  const hint = failure.word === undefined ? '' : didYouMean(failure.word, failure.known ?? [])
  return { stage, code: failure.code, message: clean(`The strategy: ${textOf(failure.message)}${hint}.`) }
}

/** What ended a run from outside. @throws Error when it was no fault of the strategy's. */
export function stoppedFailure(
  stage: FailureStage,
  reply: Exclude<Reply, { ok: true }>,
  limits: { memoryMb: number; timeoutMs: number },
): Failure {
  switch (reply.reason) {
    case 'timeout':
      return {
        stage,
        code: 'timeout',
        message: `The strategy did not finish within ${limits.timeoutMs} ms; take out endless or needless loops.`,
      }
    case 'memory_limit':
      return {
        stage,
        code: 'memory_limit',
        message: `The strategy took more than ${limits.memoryMb} MB; keep only what the next decision needs.`,
      }
    case 'crashed':
      return {
        stage,
        code: 'crashed',
        message: `The strategy brought its process down (${clean(reply.message)}); take out huge texts and arrays.`,
      }
    case 'syntax_error':
      return { stage: 'transpile', code: 'syntax_error', message: `This is not JavaScript: ${clean(reply.message)}.` }
    case 'broken':
      throw new Error(`The sandbox itself failed: ${clean(reply.message)}.`)
  }
}

export function closedFailure(stage: FailureStage): Failure {
  return { stage, code: 'sandbox_closed', message: 'The sandbox was closed before the strategy ended; open one and run it again.' }
}
