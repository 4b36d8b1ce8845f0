import { refuse, type Refusal } from './refusal.ts'

export const MAX_SOURCE_CHARACTERS = 16_000
/** Deepest nesting of the syntax tree that is walked. */
export const MAX_TREE_DEPTH = 120
const MAX_OPENERS = 2_000

const OPENER = { '(': 0, '[': 0, '{': 0, '<': 0, '=': 1, ':': 2 } as const

/**
 * What has to hold before the text may be parsed at all. The parser descends natively: 6,000 nested brackets, 8,000 chained assignments or labels
 * overflow its stack and take this process with them. The nesting cannot exceed the number of openers, whatever strings and comments
 * hide, so the number is what is bounded.
 */
export function checkBounds(text: string): Refusal | undefined {
  if (text.trim() === '') return refuse(0, 'empty_source', 'The source is empty; write one class that extends Strategy.')
  if (text.length > MAX_SOURCE_CHARACTERS) {
    const limit = `${text.length} characters where at most ${MAX_SOURCE_CHARACTERS} are allowed`
    return refuse(MAX_SOURCE_CHARACTERS, 'too_large', `The source has ${limit}; write a shorter strategy.`)
  }
  const counts = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const kind = OPENER[text.charAt(i) as keyof typeof OPENER] as number | undefined
    if (kind === undefined) continue
    counts[kind] = (counts[kind] as number) + 1
    if ((counts[kind] as number) > MAX_OPENERS) {
      return refuse(i, 'too_dense', `There are over ${MAX_OPENERS} brackets or signs "${text.charAt(i)}"; write a simpler strategy.`)
    }
  }
  return undefined
}
