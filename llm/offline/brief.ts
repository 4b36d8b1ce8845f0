/** The lines of a user message that the policy goes by; docs/decisions/0002-offline-policy.md lists them. */
export interface Brief {
  /** `Session seed: 7` */
  readonly seed: string
  /** `Iteration: 3 of 20` */
  readonly iteration: number
  readonly iterations: number | undefined
  /** `Goal: …`, one line. */
  readonly goal: string
  /** Length of the `research window FROM to TO`, where one is named. */
  readonly years: number | undefined
}

function lineAfter(text: string, label: string): string | undefined {
  return new RegExp(`^\\s*(?:[-*]\\s*)?${label}:[ \\t]*(.+)$`, 'im').exec(text)?.[1]?.trim()
}

/** Reads the labelled lines; what is missing takes the model's own seed, the first iteration and an empty goal. */
export function readBrief(text: string, ownSeed: number): Brief {
  const iteration = /(\d+)(?:\s*(?:of|\/)\s*(\d+))?/.exec(lineAfter(text, 'Iteration') ?? '')
  const total = iteration?.[2]
  return {
    seed: lineAfter(text, 'Session seed') ?? String(ownSeed),
    iteration: Number(iteration?.[1] ?? 1),
    iterations: total === undefined ? undefined : Number(total),
    goal: lineAfter(text, 'Goal') ?? '',
    years: yearsOf(text),
  }
}

const YEAR_MS = 365 * 86_400_000

function yearsOf(text: string): number | undefined {
  const window = /research window (\S+) to ([^\s,;]+)/.exec(text)
  const years = window === null ? NaN : (Date.parse(window[2] as string) - Date.parse(window[1] as string)) / YEAR_MS
  return years > 0 ? years : undefined
}

/** The fenced blocks of a message, by the language named on the fence (lower case, '' for none). */
export function fencedBlocks(text: string): { language: string; body: string }[] {
  return [...text.matchAll(/^[ \t]*```([a-zA-Z]*)[ \t]*\n([\s\S]*?)\n[ \t]*```/gm)].map((match) => ({
    language: (match[1] ?? '').toLowerCase(),
    body: match[2] ?? '',
  }))
}

/** The JSON values of a message's fenced blocks. */
export function jsonBlocks(text: string): unknown[] {
  return fencedBlocks(text).flatMap(({ language, body }) => {
    if (language !== 'json' && language !== '') return []
    try {
      return [JSON.parse(body) as unknown]
    } catch {
      return []
    }
  })
}
