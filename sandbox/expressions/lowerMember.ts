import type { PositionField } from '../inside/steps.ts'
import { NotExpressible } from './collect.ts'
import { number, type Scope, type Value } from './value.ts'

const POSITION_NUMBERS: readonly string[] = ['entryPrice', 'barsHeld', 'unrealizedReturn'] satisfies PositionField[]
/** What is there to be called, or is looked up without being declared. */
const NOT_NUMBERS: readonly string[] = ['ago', 'mlSignal', 'prediction', 'toJSON', 'then', 'valueOf', 'toString']

function field({ reads }: Scope, name: string, back: number): Value {
  reads.add(name)
  return { kind: 'field', name, back }
}

/** `object.name`. @throws NotExpressible */
export function lowerMember(scope: Scope, object: Value, name: string): Value {
  switch (object.kind) {
    case 'bar':
      if (NOT_NUMBERS.includes(name)) break
      return field(scope, name, object.back)
    case 'field':
      if (object.name.includes('.')) break
      return field(scope, `${object.name}.${name}`, object.back)
    case 'params':
      return number(scope, { op: 'param', name })
    case 'position':
      if (name === 'side') return { kind: 'side', place: scope.add({ op: 'position', field: 'side' }) }
      if (POSITION_NUMBERS.includes(name)) return number(scope, { op: 'position', field: name as PositionField })
  }
  throw new NotExpressible()
}
