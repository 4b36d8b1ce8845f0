import { parseSync } from 'oxc-parser'
import { transformSync } from 'oxc-transform'
import type { Failure } from '../domain/facts.ts'
import { lowerStrategy } from './expressions/lowerStrategy.ts'
import type { Expressions } from './inside/steps.ts'
import { parseSource } from './policy/parse.ts'
import { refusalFailure } from './policy/refusal.ts'
import { exportedClass } from './policy/topLevel.ts'

export type Transpiled =
  | { readonly ok: true; readonly code: string; readonly name: string; readonly expressions: Expressions | undefined }
  | { readonly ok: false; readonly failure: Failure }

/**
 * A strategy's text without its types, as one JavaScript expression: a function that takes the base class `Strategy` and returns the
 * exported class, called `name`. Strict, so that no name can be made up by assignment. And its decisions as steps on columns, where they are no more than
 * that. Expects a text that the policy passed.
 */
export function transpile(text: string): Transpiled {
  const parsed = parseSource(text)
  if (!parsed.ok) return { ok: false, failure: refusalFailure(text, 'transpile', parsed.refusal) }
  const output = transformSync('strategy.ts', text, { lang: 'ts', sourceType: 'module', target: 'es2022' })
  const emitted = parseSync('strategy.js', output.code, { lang: 'js', sourceType: 'module' })
  const name = exportedClass(emitted.program)?.id?.name
  if (output.errors[0] !== undefined || name === undefined) {
    const message = output.errors[0]?.message ?? 'there is no exported class with a name'
    return { ok: false, failure: refusalFailure(text, 'transpile', { code: 'syntax_error', at: 0, message: `Not usable: ${message}.` }) }
  }
  const start = emitted.program.body.find((statement) => statement.type === 'ExportDefaultDeclaration')?.start ?? 0
  const body = output.code.slice(0, start) + output.code.slice(start).replace(/^export\s+default\s+/, '')
  const expressions = lowerStrategy(emitted.program)
  return { ok: true, name, expressions, code: `(function (Strategy) { "use strict";\n${body}\nreturn ${name};\n})` }
}
