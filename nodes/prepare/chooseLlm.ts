import type { Config } from '../../config.ts'

export type Llm = 'offline' | 'openai'

/** Who thinks: what was asked for, or with `auto` a language model where one is set up, and else the offline policy. */
export function chooseLlm(asked: Llm | 'auto', { openai }: Pick<Config, 'openai'>): Llm {
  if (asked !== 'auto') return asked
  return openai.apiKey !== undefined || openai.baseUrl !== undefined ? 'openai' : 'offline'
}
