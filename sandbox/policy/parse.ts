import { parseSync, type Program } from 'oxc-parser'
import { checkBounds } from './bounds.ts'
import { refuse, type Refusal } from './refusal.ts'

export type Parsed = { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly refusal: Refusal }

/** The syntax tree of a module in TypeScript, or why there is none. */
export function parseSource(text: string): Parsed {
  const tooMuch = checkBounds(text)
  if (tooMuch !== undefined) return { ok: false, refusal: tooMuch }
  const parsed = parseSync('strategy.ts', text, { lang: 'ts', sourceType: 'module' })
  const error = parsed.errors[0]
  if (error === undefined) return { ok: true, program: parsed.program }
  const at = error.labels[0]?.start ?? 0
  const help = error.helpMessage === null ? '' : ` (${error.helpMessage})`
  return { ok: false, refusal: refuse(at, 'syntax_error', `This is not TypeScript: ${error.message}${help}.`) }
}
