import type { Expression, Statement, VariableDeclaration, VariableDeclarator } from 'oxc-parser'
import { lowerExpression } from './lowerExpression.ts'
import { lowerMember } from './lowerMember.ts'
import { NotExpressible } from './collect.ts'
import { placeOf, within, type Scope, type Value } from './value.ts'

/** The place of what a method returns. */
export type Answer = (scope: Scope, returned: Expression) => number

type Named = readonly [name: string, value: Value]

/** `const x = …` or `const { close, sma: mean } = bar`. */
function declared(scope: Scope, { id, init }: VariableDeclarator): Named[] {
  if (init === null) throw new NotExpressible()
  const value = lowerExpression(scope, init)
  if (id.type === 'Identifier') return [[id.name, value]]
  if (id.type !== 'ObjectPattern') throw new NotExpressible()
  return id.properties.map((property) => {
    const isPlain = property.type === 'Property' && !property.computed && property.key.type === 'Identifier'
    if (!isPlain || property.value.type !== 'Identifier') throw new NotExpressible()
    return [property.value.name, lowerMember(scope, value, (property.key as { name: string }).name)]
  })
}

/** The scope behind a declaration. @throws NotExpressible */
export function lowerConstants(scope: Scope, { kind, declarations }: VariableDeclaration): Scope {
  if (kind !== 'const') throw new NotExpressible()
  return declarations.reduce((known, one) => within(known, declared(known, one)), scope)
}

/** Names that a block declares mean nothing in it before they are declared. */
function withoutOwn(scope: Scope, statements: readonly Statement[]): Scope {
  const own = statements.flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations : []))
  if (own.every(({ id }) => id.type === 'Identifier' && !scope.names.has(id.name))) return scope
  const names = new Map(scope.names)
  for (const { id } of own) {
    if (id.type === 'Identifier') names.delete(id.name)
    else if (id.type === 'ObjectPattern')
      for (const one of id.properties) if (one.value?.type === 'Identifier') names.delete(one.value.name)
  }
  return { ...scope, names }
}

function lowerStatements(scope: Scope, statements: readonly Statement[], answer: Answer, otherwise: () => number): number {
  const [first, ...rest] = statements
  if (first === undefined) return otherwise()
  const next = (): number => lowerStatements(scope, rest, answer, otherwise)
  switch (first.type) {
    case 'ReturnStatement':
      if (first.argument === null) throw new NotExpressible()
      return answer(scope, first.argument)
    case 'VariableDeclaration':
      return lowerStatements(lowerConstants(scope, first), rest, answer, otherwise)
    case 'BlockStatement':
      return lowerStatements(withoutOwn(scope, first.body), first.body, answer, next)
    case 'IfStatement': {
      const a = placeOf(scope, lowerExpression(scope, first.test), 'boolean')
      const b = lowerStatements(scope, [first.consequent], answer, next)
      const c = first.alternate === null ? next() : lowerStatements(scope, [first.alternate], answer, next)
      return scope.add({ op: 'choose', a, b, c })
    }
    case 'EmptyStatement':
      return next()
    default:
      throw new NotExpressible()
  }
}

/** The place of what a method's statements return, which is something whichever way they go. @throws NotExpressible */
export function lowerBody(scope: Scope, statements: readonly Statement[], answer: Answer): number {
  return lowerStatements(withoutOwn(scope, statements), statements, answer, () => {
    throw new NotExpressible()
  })
}
