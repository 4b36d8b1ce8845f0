import type { Expression } from 'oxc-parser'
import { MATH_OF_ONE, type OfOne, type OfTwo } from '../inside/steps.ts'
import { NotExpressible } from './collect.ts'
import { boolean, number, placeOf, type Scope, type Value } from './value.ts'

const MATH_OF_TWO: readonly OfTwo[] = ['min', 'max', 'pow']
const TESTS: readonly OfOne[] = ['isNaN', 'isFinite']

function ofMath(scope: Scope, name: string, args: readonly Value[]): Value {
  const [first, second, ...more] = args.map((value) => placeOf(scope, value, 'number'))
  if (first === undefined) throw new NotExpressible()
  if (second === undefined && (MATH_OF_ONE as readonly string[]).includes(name)) return number(scope, { op: name as OfOne, a: first })
  const op = MATH_OF_TWO.find((one) => one === name)
  if (op === undefined || second === undefined || (op === 'pow' && more.length > 0)) throw new NotExpressible()
  return number(scope, { op, a: [second, ...more].slice(0, -1).reduce((a, b) => scope.add({ op, a, b }), first), b: more.at(-1) ?? second })
}

function ofTests(scope: Scope, name: string, args: readonly Value[]): Value {
  const op = TESTS.find((one) => one === name)
  const [only, ...more] = args
  if (op === undefined || only === undefined || more.length > 0) throw new NotExpressible()
  return boolean(scope, { op, a: placeOf(scope, only, 'number') })
}

/** 1 at the threshold and above it, -1 at its mirror image and below; a threshold that may be out of range is not for steps. */
function signal(scope: Scope, prediction: number, threshold: number): Value {
  const one = scope.add({ op: 'number', value: 1 })
  const minusOne = scope.add({ op: 'number', value: -1 })
  const mirrored = scope.add({ op: 'subtract', a: one, b: threshold })
  const isDown = scope.add({ op: 'atMost', a: prediction, b: mirrored })
  const down = scope.add({ op: 'choose', a: isDown, b: minusOne, c: scope.add({ op: 'number', value: 0 }) })
  return number(scope, { op: 'choose', a: scope.add({ op: 'atMost', a: threshold, b: prediction }), b: one, c: down })
}

function thresholdOf(scope: Scope, given: Expression): number {
  if (given.type === 'Literal' && typeof given.value === 'number' && given.value >= 0 && given.value <= 1) {
    return scope.add({ op: 'number', value: given.value })
  }
  const isParam =
    given.type === 'MemberExpression' &&
    !given.computed &&
    given.object.type === 'MemberExpression' &&
    given.object.object.type === 'ThisExpression' &&
    given.object.property.type === 'Identifier' &&
    given.object.property.name === 'params'
  if (!isParam || given.property.type !== 'Identifier') throw new NotExpressible()
  return scope.add({ op: 'threshold', name: given.property.name })
}

function ofBar(scope: Scope, back: number, name: string, [first, second, ...more]: readonly Expression[]): Value {
  if (first?.type !== 'Literal' || more.length > 0) throw new NotExpressible()
  const { value } = first
  if (name === 'ago' && second === undefined && typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) {
    return { kind: 'bar', back: back + value }
  }
  if (typeof value !== 'string') throw new NotExpressible()
  if (name === 'prediction' && second === undefined) return number(scope, { op: 'prediction', model: value, back })
  if (name !== 'mlSignal' || second === undefined) throw new NotExpressible()
  return signal(scope, scope.add({ op: 'prediction', model: value, back }), thresholdOf(scope, second))
}

/** A call of a function of `Math` or `Number`, or of a method of a bar. @throws NotExpressible */
export function lowerCall(
  scope: Scope,
  callee: Expression,
  args: readonly Expression[],
  lower: (scope: Scope, expression: Expression) => Value,
): Value {
  if (callee.type === 'Identifier' && !scope.names.has(callee.name)) {
    return ofTests(
      scope,
      callee.name,
      args.map((one) => lower(scope, one)),
    )
  }
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') throw new NotExpressible()
  const { object, property } = callee
  if (object.type === 'Identifier' && (object.name === 'Math' || object.name === 'Number') && !scope.names.has(object.name)) {
    const of = object.name === 'Math' ? ofMath : ofTests
    return of(
      scope,
      property.name,
      args.map((one) => lower(scope, one)),
    )
  }
  const owner = lower(scope, object)
  if (owner.kind !== 'bar') throw new NotExpressible()
  return ofBar(scope, owner.back, property.name, args)
}
