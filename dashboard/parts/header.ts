import { markup, type Html, type Part } from '../markup.ts'

export interface HeaderEntry {
  readonly term: string
  readonly text: Part
  /** Ids and hashes. */
  readonly code?: boolean
}

export function header(kicker: string, title: string, entries: readonly HeaderEntry[]): Html {
  const list = entries.map(
    ({ term, text, code }) => markup`<div><dt>${term}</dt><dd class="${code === true ? 'id' : ''}">${text}</dd></div>`,
  )
  return markup`<header><p class="kicker">${kicker}</p><h1>${title}</h1><dl class="facts">${list}</dl></header>\n`
}
