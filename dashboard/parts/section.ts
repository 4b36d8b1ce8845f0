import { markup, NOTHING, type Html } from '../markup.ts'

/** A titled part of a report; `note` says how to read it. */
export function section(title: string, note: string, content: readonly Html[]): Html {
  return markup`<section><h2>${title}</h2>${note === '' ? NOTHING : markup`<p class="note">${note}</p>`}${content}</section>\n`
}
