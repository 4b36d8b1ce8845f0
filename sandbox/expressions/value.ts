import type { Step } from '../inside/steps.ts'
import { NotExpressible, type Collected } from './collect.ts'

/** What an expression is known to be while a strategy is read; only numbers and booleans are computed bar by bar. */
export type Value =
  | { readonly kind: 'number' | 'boolean' | 'side'; readonly place: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bar'; readonly back: number }
  /** A number of the bar, or an indicator with several outputs, whose own fields are read; which of the two is known when it is bound. */
  | { readonly kind: 'field'; readonly name: string; readonly back: number }
  | { readonly kind: 'position' | 'params' }

/** Where expressions stand: what names mean there, and where steps go. */
export interface Scope {
  readonly names: ReadonlyMap<string, Value>
  readonly add: Collected['add']
  readonly reads: Collected['reads']
}

export const within = (scope: Scope, more: readonly (readonly [string, Value])[]): Scope => ({
  ...scope,
  names: new Map([...scope.names, ...more]),
})

export const number = ({ add }: Scope, step: Step): Value => ({ kind: 'number', place: add(step) })
export const boolean = ({ add }: Scope, step: Step): Value => ({ kind: 'boolean', place: add(step) })

/** The place of a value of that kind. @throws NotExpressible for any other. */
export function placeOf(scope: Scope, value: Value, kind: 'number' | 'boolean'): number {
  if (value.kind === 'field' && kind === 'number') return scope.add({ op: 'field', name: value.name, back: value.back })
  if (value.kind === kind) return value.place
  throw new NotExpressible()
}
