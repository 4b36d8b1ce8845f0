import { setTimeout as sleep } from 'node:timers/promises'
import { AIMessage, type BaseMessage } from '@langchain/core/messages'
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import type { Runnable, RunnableConfig } from '@langchain/core/runnables'
import { ChatModelUnavailable, failureFromError, fieldOf, llmFailure, stopsSession, type LlmFailure } from './modelFailure.ts'

/** A chat model with its tools bound. */
export type BoundModel = Runnable<BaseLanguageModelInput, BaseMessage>

export type ModelAnswer = { readonly ok: true; readonly message: AIMessage } | { readonly ok: false; readonly failure: LlmFailure }

/** Waits before a call that was refused with 429 and no word on how long to wait. */
export const RATE_LIMIT_WAITS_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000]

/**
 * Only a 429 that names no waiting time is ours: one that does was waited for by the client already (up to a minute,
 * twice), and one that names more than a minute would hold the session up for longer than the answer is worth.
 */
function worthWaiting(error: unknown): boolean {
  return fieldOf(error, 'status') === 429 && fieldOf(error, 'rateLimitReason') === 'headerless_429'
}

function answerFrom(message: BaseMessage): ModelAnswer {
  if (AIMessage.isInstance(message)) return { ok: true, message }
  return { ok: false, failure: llmFailure('llm_garbage', `answer of role ${message.type}`) }
}

/**
 * One answer of the model.
 * @throws ChatModelUnavailable for what every later call would meet too (key, model name, quota, no server);
 *   the abort reason when `config.signal` is aborted.
 */
export async function callModel(
  model: BoundModel,
  messages: BaseMessage[],
  config: RunnableConfig,
  waitsMs: readonly number[] = RATE_LIMIT_WAITS_MS,
): Promise<ModelAnswer> {
  for (let attempt = 0; ; attempt++) {
    try {
      return answerFrom(await model.invoke(messages, config))
    } catch (error) {
      config.signal?.throwIfAborted()
      const wait = waitsMs[attempt]
      if (wait !== undefined && worthWaiting(error)) {
        await sleep(wait, undefined, config.signal ? { signal: config.signal } : {})
        continue
      }
      const failure = failureFromError(error)
      if (stopsSession(failure)) throw new ChatModelUnavailable(failure, { cause: error })
      return { ok: false, failure }
    }
  }
}
