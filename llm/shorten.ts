/** Most characters of one tool result that enter a conversation: about 8,000 tokens. */
export const RESULT_LIMIT = 32_000

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length - limit} characters left out)`
}

function shrink(value: unknown, items: number, characters: number): unknown {
  if (typeof value === 'string') return cut(value, characters)
  if (Array.isArray(value)) {
    const kept = value.slice(0, items).map((item) => shrink(item, items, characters))
    return value.length <= items ? kept : [...kept, `… (${value.length - items} more left out)`]
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shrink(part, items, characters)]))
}

/**
 * `value` with its longest lists and texts cut until its JSON has at most `limit` (at least 120) characters, and a word at each place
 * that something is missing. It stays JSON, so that a model, or the offline policy, can still read what is left.
 */
export function shorten(value: unknown, limit: number = RESULT_LIMIT): unknown {
  if (jsonLength(value) <= limit) return value
  for (let items = 256, characters = limit; items >= 1; items >>= 1, characters >>= 1) {
    const smaller = shrink(value, items, characters)
    if (jsonLength(smaller) <= limit) return smaller
  }
  // Quoting may double a text, and the word at its end takes some forty characters.
  return cut(JSON.stringify(value), Math.floor((limit - 50) / 2))
}

function jsonLength(value: unknown): number {
  return JSON.stringify(value).length
}
