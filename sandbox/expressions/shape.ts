import type { BindingPattern, Expression, Statement } from 'oxc-parser'
import { NotExpressible } from './collect.ts'

/** Statements and declared names of a method; more are not read. */
const MOST_STATEMENTS = 200

/** The name of `const x`, or the names of `const { close, sma: mean }` with what they are read from. @throws NotExpressible for other patterns. */
export function namesOf(pattern: BindingPattern): (readonly [name: string, field: string | undefined])[] {
  if (pattern.type === 'Identifier') return [[pattern.name, undefined]]
  if (pattern.type !== 'ObjectPattern' || pattern.properties.length === 0) throw new NotExpressible()
  return pattern.properties.map((property) => {
    const isPlain = property.type === 'Property' && !property.computed && property.key.type === 'Identifier'
    if (!isPlain || property.value.type !== 'Identifier') throw new NotExpressible()
    return [property.value.name, (property.key as { name: string }).name]
  })
}

/**
 * Lets only statements pass that bind nothing but constants: what is never reached can bind a name, too, or be a mistake. Nothing stands behind a `return`.
 * @throws NotExpressible
 */
export function checkShape(statements: readonly Statement[]): void {
  let count = 0
  function spend(more: number): void {
    count += more
    if (count > MOST_STATEMENTS) throw new NotExpressible()
  }
  function check(statement: Statement, isLast: boolean): void {
    spend(1)
    switch (statement.type) {
      case 'EmptyStatement':
        return
      case 'ReturnStatement':
        if (!isLast || statement.argument === null) throw new NotExpressible()
        return
      case 'IfStatement':
        check(statement.consequent, true)
        if (statement.alternate !== null) check(statement.alternate, true)
        return
      case 'BlockStatement': {
        checkAll(statement.body)
        return
      }
      case 'VariableDeclaration':
        if (statement.kind !== 'const') throw new NotExpressible()
        for (const { id } of statement.declarations) spend(namesOf(id).length)
        return
      default:
        throw new NotExpressible()
    }
  }
  function checkAll(list: readonly Statement[]): void {
    list.forEach((statement, i) => check(statement, i === list.length - 1))
  }
  checkAll(statements)
}

/** Whether a static member is a value that is written out, whose making therefore runs nothing. */
export function isWrittenOut(value: Expression): boolean {
  switch (value.type) {
    case 'Literal':
      return true
    case 'Identifier':
      return value.name === 'undefined'
    case 'UnaryExpression':
      return (value.operator === '-' || value.operator === '+') && value.argument.type === 'Literal'
    case 'ArrayExpression':
      return value.elements.every((element) => element !== null && element.type !== 'SpreadElement' && isWrittenOut(element))
    case 'ObjectExpression':
      return value.properties.every(
        (property) => property.type === 'Property' && property.kind === 'init' && !property.computed && isWrittenOut(property.value),
      )
    default:
      return false
  }
}
