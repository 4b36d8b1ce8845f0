import type { Class, Expression, FunctionBody, Program, Statement } from 'oxc-parser'
import { ACTION } from '../../domain/order.ts'
import { exportedClass } from '../policy/topLevel.ts'
import { lowerBody, lowerConstants } from './lowerBody.ts'
import { checkShape, isWrittenOut } from './shape.ts'
import { lowerExpression } from './lowerExpression.ts'
import { createSteps, NotExpressible } from './collect.ts'
import type { Expressions } from '../inside/steps.ts'
import { placeOf, within, type Scope, type Value } from './value.ts'

const STATICS = ['needs', 'exits', 'params']
const ENTRIES: ReadonlyMap<string, number> = new Map([
  ['none', ACTION.hold],
  ['long', ACTION.enterLong],
  ['short', ACTION.enterShort],
])

/** The place of the ACTION that `'long'`, `'short'` and `'none'`, or a choice between them, stand for. */
function entry(scope: Scope, returned: Expression): number {
  if (returned.type === 'ParenthesizedExpression') return entry(scope, returned.expression)
  if (returned.type === 'ConditionalExpression') {
    const a = placeOf(scope, lowerExpression(scope, returned.test), 'boolean')
    return scope.add({ op: 'choose', a, b: entry(scope, returned.consequent), c: entry(scope, returned.alternate) })
  }
  const value = returned.type === 'Literal' && typeof returned.value === 'string' ? ENTRIES.get(returned.value) : undefined
  if (value === undefined) throw new NotExpressible()
  return scope.add({ op: 'number', value })
}

const exit = (scope: Scope, returned: Expression): number => placeOf(scope, lowerExpression(scope, returned), 'boolean')

interface Method {
  readonly params: readonly string[]
  readonly body: FunctionBody
}

/** The two decisions of a class that has nothing else but its plain static members. @throws NotExpressible */
function methodsOf({ body }: Class): Readonly<Record<string, Method>> {
  const found: Record<string, Method> = {}
  for (const member of body.body) {
    if (!('key' in member) || member.computed || member.key.type !== 'Identifier') throw new NotExpressible()
    const { name } = member.key
    const isStatic = member.type === 'PropertyDefinition' && member.static && STATICS.includes(name)
    if (isStatic && member.value !== null && isWrittenOut(member.value)) continue
    const isMethod = member.type === 'MethodDefinition' && member.kind === 'method' && !member.static
    if (!isMethod || !['shouldEnter', 'shouldExit'].includes(name) || member.value.body === null) throw new NotExpressible()
    const params = member.value.params.map((param) => {
      if (param.type !== 'Identifier') throw new NotExpressible()
      return param.name
    })
    found[name] = { params, body: member.value.body }
  }
  return found
}

/** A method's scope: its parameters by whatever names it gives them. */
function asked(scope: Scope, { params }: Method, values: readonly Value[]): Scope {
  if (params.length > values.length) throw new NotExpressible()
  return within(
    scope,
    params.map((name, i) => [name, values[i] as Value] as const),
  )
}

function lower(program: Program): Expressions {
  const strategy = exportedClass(program)
  if (strategy === undefined) throw new NotExpressible()
  const { steps, ...collected } = createSteps()
  let scope: Scope = { names: new Map(), ...collected }
  const beside = program.body.filter((statement): statement is Statement => statement.type !== 'ExportDefaultDeclaration')
  checkShape(beside)
  for (const statement of beside) {
    if (statement.type !== 'VariableDeclaration') throw new NotExpressible()
    scope = lowerConstants(scope, statement)
  }
  const { shouldEnter, shouldExit } = methodsOf(strategy)
  if (shouldEnter === undefined || shouldExit === undefined) throw new NotExpressible()
  const bar: Value = { kind: 'bar', back: 0 }
  const enter = lowerBody(asked(scope, shouldEnter, [bar]), shouldEnter.body.body, entry)
  const leave = lowerBody(asked(scope, shouldExit, [bar, { kind: 'position' }]), shouldExit.body.body, exit)
  return { steps, reads: [...scope.reads], enter, exit: leave }
}

/**
 * A strategy's decisions as steps on columns, where they are nothing but that: arithmetic, comparisons and choices over numbers of the bar and of earlier
 * ones, without memory, loops or calls of its own. Undefined for every other. Expects a program without types that the policy passed.
 */
export function lowerStrategy(program: Program): Expressions | undefined {
  try {
    return lower(program)
  } catch (error) {
    if (error instanceof NotExpressible) return undefined
    throw error
  }
}
