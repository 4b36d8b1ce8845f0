import type { Expression, Statement, VariableDeclaration, VariableDeclarator } from 'oxc-parser'
import { NotExpressible } from './collect.ts'
import { lowerExpression } from './lowerExpression.ts'
import { lowerMember } from './lowerMember.ts'
import { checkShape, namesOf } from './shape.ts'
import { placeOf, within, type Scope, type Value } from './value.ts'

/** The place of what a method returns. */
export type Answer = (scope: Scope, returned: Expression) => number

/** `const x = …` or `const { close, sma: mean } = bar`. */
function declared(scope: Scope, { id, init }: VariableDeclarator): (readonly [name: string, value: Value])[] {
  if (init === null) throw new NotExpressible()
  const value = lowerExpression(scope, init)
  return namesOf(id).map(([name, field]) => [name, field === undefined ? value : lowerMember(scope, value, field)])
}

/** The scope behind a declaration. @throws NotExpressible */
export function lowerConstants(scope: Scope, { kind, declarations }: VariableDeclaration): Scope {
  if (kind !== 'const') throw new NotExpressible()
  return declarations.reduce((known, one) => within(known, declared(known, one)), scope)
}

/** Names that a block declares mean nothing in it before they are declared. */
function withoutOwn(scope: Scope, statements: readonly Statement[]): Scope {
  const own = statements.flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations.flatMap(({ id }) => namesOf(id)) : []))
  const names = new Map(scope.names)
  for (const [name] of own) names.delete(name)
  return { ...scope, names }
}

/** What is asked for by several is made once. */
function once(make: () => number): () => number {
  let made: number | undefined
  return () => (made ??= make())
}

/** The place of what the statements return, or of what follows them. */
function lowerList(outer: Scope, statements: readonly Statement[], answer: Answer, otherwise: () => number): number {
  let scope = withoutOwn(outer, statements)
  for (const [i, statement] of statements.entries()) {
    if (statement.type === 'VariableDeclaration') scope = lowerConstants(scope, statement)
    else if (statement.type === 'ReturnStatement') return answer(scope, statement.argument as Expression)
    else if (statement.type !== 'EmptyStatement') {
      const known = scope
      const next = once(() => lowerList(known, statements.slice(i + 1), answer, otherwise))
      return lowerBranches(scope, statement, answer, next)
    }
  }
  return otherwise()
}

function lowerBranches(scope: Scope, statement: Statement, answer: Answer, next: () => number): number {
  if (statement.type === 'BlockStatement') return lowerList(scope, statement.body, answer, next)
  if (statement.type !== 'IfStatement') throw new NotExpressible()
  const a = placeOf(scope, lowerExpression(scope, statement.test), 'boolean')
  const b = lowerList(scope, [statement.consequent], answer, next)
  const c = statement.alternate === null ? next() : lowerList(scope, [statement.alternate], answer, next)
  return scope.add({ op: 'choose', a, b, c })
}

/** The place of what a method's statements return, which is something whichever way they go. @throws NotExpressible */
export function lowerBody(scope: Scope, statements: readonly Statement[], answer: Answer): number {
  checkShape(statements)
  return lowerList(scope, statements, answer, () => {
    throw new NotExpressible()
  })
}
