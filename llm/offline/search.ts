import type { Conversation } from './conversation.ts'

/**
 * How the policy looks for strategies. Only `policy` is offered to users; the others are what it has to be worth more than, at the same
 * number of trials (`quantopia calibrate --compare`):
 * `random` draws from the same grammar and remembers nothing; `one_template` makes one decision per session and draws its parameters anew.
 */
export const SEARCHES = ['policy', 'random', 'one_template'] as const
export type Search = (typeof SEARCHES)[number]

/** Tools that say what there is; all others say what was tried. */
const WITHOUT_MEMORY: ReadonlySet<string> = new Set(['list_indicators', 'list_available_models'])

/** What the strategist of this search knows of its conversation. */
export function knownTo(search: Search, conversation: Conversation): Conversation {
  if (search === 'policy') return conversation
  const results = new Map([...conversation.results].filter(([tool]) => WITHOUT_MEMORY.has(tool)))
  // The first iteration's decision, again and again: the template. The code generator counts on, and so draws other parameters.
  const userText =
    search === 'one_template'
      ? conversation.userText.replace(/^(\s*Iteration:\s*)\d+/m, (_line, label: string) => `${label}1`)
      : conversation.userText
  return { ...conversation, results, userText }
}
