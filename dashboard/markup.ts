import { escapeHtml } from './escape.ts'

const TEXT = Symbol('html')

/** HTML made by `markup`. Nothing that was parsed from JSON can pass for it. */
export interface Html {
  readonly [TEXT]: string
}

export type Part = string | number | Html | readonly Html[]

function textOf(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') {
    if (!Number.isFinite(part)) throw new TypeError(`markup: ${part} is no figure; say what stands in its place`)
    return String(part)
  }
  return TEXT in part ? part[TEXT] : part.map((html) => html[TEXT]).join('')
}

/**
 * Template literals as HTML: every text put in is escaped, so that only what the program itself wrote is markup.
 * @throws TypeError for a number that is not finite, which would break an SVG without a word.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [TEXT]: strings.reduce((text, string, index) => text + textOf(parts[index - 1] ?? '') + string) }
}

/** Program text (style, script) as it is. Never for anything that came from a fact. */
export function verbatim(text: string): Html {
  return { [TEXT]: text }
}

export const NOTHING: Html = { [TEXT]: '' }

export function htmlText(html: Html): string {
  return html[TEXT]
}
