import type { Usage } from '../llm/usage.ts'

type Counted = Pick<Usage, 'input_tokens' | 'output_tokens' | 'unmetered_calls'>

/** The session's counters with what one conversation used. */
export function countTokens(counters: Counted, usage: Usage): Counted {
  return {
    input_tokens: counters.input_tokens + usage.input_tokens,
    output_tokens: counters.output_tokens + usage.output_tokens,
    unmetered_calls: counters.unmetered_calls + usage.unmetered_calls,
  }
}
