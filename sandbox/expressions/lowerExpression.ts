import type { Expression } from 'oxc-parser'
import type { OfTwo, Step } from '../inside/steps.ts'
import { NotExpressible } from './collect.ts'
import { lowerCall } from './lowerCall.ts'
import { lowerMember } from './lowerMember.ts'
import { boolean, number, placeOf, type Scope, type Value } from './value.ts'

type Of<Type extends Expression['type']> = Extract<Expression, { type: Type }>

const ARITHMETIC: Readonly<Record<string, OfTwo>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'remainder',
  '**': 'pow',
}
/** With the places of both sides; a > b is b < a. */
const COMPARISON: Readonly<Record<string, readonly [op: OfTwo, isSwapped: boolean]>> = {
  '<': ['less', false],
  '>': ['less', true],
  '<=': ['atMost', false],
  '>=': ['atMost', true],
}
const SIDES: ReadonlyMap<string, number> = new Map([
  ['long', 1],
  ['short', -1],
  ['none', 0],
])

function lowerLiteral(scope: Scope, { value }: Of<'Literal'>): Value {
  if (typeof value === 'number') return number(scope, { op: 'number', value })
  if (typeof value === 'boolean') return boolean(scope, { op: 'number', value: value ? 1 : 0 })
  if (typeof value === 'string') return { kind: 'text', text: value }
  throw new NotExpressible()
}

function lowerName(scope: Scope, { name }: Of<'Identifier'>): Value {
  const known = scope.names.get(name)
  if (known !== undefined) return known
  if (name === 'NaN' || name === 'Infinity') return number(scope, { op: 'number', value: Number(name) })
  throw new NotExpressible()
}

/** `position.side` beside a word, or two numbers, or two booleans. */
function equality(scope: Scope, left: Value, right: Value): Step {
  if (left.kind === 'text' && right.kind === 'side') return equality(scope, right, left)
  if (left.kind === 'side' && right.kind === 'text') {
    return { op: 'equal', a: left.place, b: scope.add({ op: 'number', value: SIDES.get(right.text) ?? NaN }) }
  }
  const kind = left.kind === 'boolean' ? 'boolean' : 'number'
  return { op: 'equal', a: placeOf(scope, left, kind), b: placeOf(scope, right, kind) }
}

function beyond(): never {
  throw new NotExpressible()
}

function lowerBinary(scope: Scope, { operator, left, right }: Of<'BinaryExpression'>): Value {
  const [first, second] = [lowerExpression(scope, left as Expression), lowerExpression(scope, right)]
  if (operator === '===' || operator === '!==') {
    const equal = equality(scope, first, second)
    return boolean(scope, operator === '===' ? equal : { op: 'not', a: scope.add(equal) })
  }
  const [a, b] = [placeOf(scope, first, 'number'), placeOf(scope, second, 'number')]
  const arithmetic = ARITHMETIC[operator]
  if (arithmetic !== undefined) return number(scope, { op: arithmetic, a, b })
  const [op, isSwapped] = COMPARISON[operator] ?? beyond()
  return boolean(scope, isSwapped ? { op, a: b, b: a } : { op, a, b })
}

function lowerUnary(scope: Scope, { operator, argument }: Of<'UnaryExpression'>): Value {
  const value = lowerExpression(scope, argument)
  if (operator === '!') return boolean(scope, { op: 'not', a: placeOf(scope, value, 'boolean') })
  const a = placeOf(scope, value, 'number')
  if (operator === '-') return number(scope, { op: 'negate', a })
  return operator === '+' ? { kind: 'number', place: a } : beyond()
}

function lowerLogical(scope: Scope, { operator, left, right }: Of<'LogicalExpression'>): Value {
  if (operator === '??') throw new NotExpressible()
  const a = placeOf(scope, lowerExpression(scope, left), 'boolean')
  const b = placeOf(scope, lowerExpression(scope, right), 'boolean')
  return boolean(scope, { op: operator === '&&' ? 'and' : 'or', a, b })
}

function lowerConditional(scope: Scope, { test, consequent, alternate }: Of<'ConditionalExpression'>): Value {
  const a = placeOf(scope, lowerExpression(scope, test), 'boolean')
  const [yes, no] = [lowerExpression(scope, consequent), lowerExpression(scope, alternate)]
  const kind = yes.kind === 'boolean' ? 'boolean' : 'number'
  return { kind, place: scope.add({ op: 'choose', a, b: placeOf(scope, yes, kind), c: placeOf(scope, no, kind) }) }
}

/** Adds the steps of an expression that has no effect but its value. @throws NotExpressible */
export function lowerExpression(scope: Scope, expression: Expression): Value {
  switch (expression.type) {
    case 'Literal':
      return lowerLiteral(scope, expression)
    case 'Identifier':
      return lowerName(scope, expression)
    case 'ParenthesizedExpression':
      return lowerExpression(scope, expression.expression)
    case 'UnaryExpression':
      return lowerUnary(scope, expression)
    case 'BinaryExpression':
      return lowerBinary(scope, expression)
    case 'LogicalExpression':
      return lowerLogical(scope, expression)
    case 'ConditionalExpression':
      return lowerConditional(scope, expression)
    case 'MemberExpression': {
      const { object, property, computed } = expression
      if (computed || property.type !== 'Identifier') throw new NotExpressible()
      if (object.type === 'ThisExpression') return property.name === 'params' ? { kind: 'params' } : beyond()
      return lowerMember(scope, lowerExpression(scope, object), property.name)
    }
    case 'CallExpression':
      if (expression.optional || expression.arguments.some(({ type }) => type === 'SpreadElement')) throw new NotExpressible()
      return lowerCall(scope, expression.callee, expression.arguments as Expression[], lowerExpression)
    default:
      throw new NotExpressible()
  }
}
