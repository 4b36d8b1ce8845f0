import type { Program } from 'oxc-parser'
import type { Failure } from '../domain/facts.ts'
import { checkNames } from './policy/nameRules.ts'
import { parseSource } from './policy/parse.ts'
import { refusalFailure, type Refusal } from './policy/refusal.ts'
import { checkScope } from './policy/scope.ts'
import { checkExtraClass, checkStrategyClass } from './policy/strategyClass.ts'
import { checkSyntax } from './policy/syntaxRules.ts'
import { checkTopLevel, exportedClass } from './policy/topLevel.ts'
import { walk } from './policy/walk.ts'

/**
 * Whether a source text may run at all, judged on its syntax tree and without running any of it: the first reason against it, with
 * line, column and what to do, or undefined. It is the first of three walls (docs/decisions/0001-sandbox.md) and exists mainly so that
 * an author learns why; the isolate holds what gets past it.
 */
export function checkPolicy(text: string): Failure | undefined {
  const parsed = parseSource(text)
  if (parsed.ok) {
    const refusal = checkProgram(parsed.program)
    return refusal && refusalFailure(text, 'policy', refusal)
  }
  const stage = parsed.refusal.code === 'syntax_error' ? 'transpile' : 'policy'
  return refusalFailure(text, stage, parsed.refusal)
}

function checkProgram(program: Program): Refusal | undefined {
  const forbidden = walk(program, (node) => checkSyntax(node) ?? checkNames(node)) ?? checkTopLevel(program)
  if (forbidden !== undefined) return forbidden
  const strategy = exportedClass(program)
  return strategy && (walk(program, checkExtraClass(strategy)) ?? checkScope(program) ?? checkStrategyClass(strategy))
}
