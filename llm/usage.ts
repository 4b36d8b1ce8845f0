import type { UsageMetadata } from '@langchain/core/messages'

/** What a conversation with a chat model used, as the model's server reported it. */
export interface Usage {
  input_tokens: number
  output_tokens: number
  /** Part of `input_tokens` that the server took from its prompt cache. */
  cached_tokens: number
  model_calls: number
  /** Calls for which the server reported no usage: the token counts are then a lower bound. */
  unmetered_calls: number
}

export const NO_USAGE: Usage = { input_tokens: 0, output_tokens: 0, cached_tokens: 0, model_calls: 0, unmetered_calls: 0 }

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    input_tokens: a.input_tokens + b.input_tokens,
    output_tokens: a.output_tokens + b.output_tokens,
    cached_tokens: a.cached_tokens + b.cached_tokens,
    model_calls: a.model_calls + b.model_calls,
    unmetered_calls: a.unmetered_calls + b.unmetered_calls,
  }
}

/** The usage of one answer. Some servers send an empty usage record: that is "not reported", not "zero". */
export function usageOf(metadata: Partial<UsageMetadata> | undefined): Usage {
  const input = metadata?.input_tokens
  const output = metadata?.output_tokens
  return {
    input_tokens: input ?? 0,
    output_tokens: output ?? 0,
    cached_tokens: metadata?.input_token_details?.cache_read ?? 0,
    model_calls: 1,
    unmetered_calls: input === undefined && output === undefined ? 1 : 0,
  }
}
