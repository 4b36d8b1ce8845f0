import type { Node } from 'oxc-parser'
import { bindingsOf } from './bindings.ts'
import { ALLOWED_GLOBALS, refuseGlobal } from './globals.ts'
import { refuse, type Refusal } from './refusal.ts'
import { childrenOf } from './walk.ts'

type Scope = readonly ReadonlySet<string>[]

const GIVEN: ReadonlySet<string> = new Set([...ALLOWED_GLOBALS, 'Strategy'])
const RESERVED: ReadonlySet<string> = new Set([...GIVEN, 'eval', 'arguments'])

/** The children in which an identifier is a reference or a binding, and not the mere name of a property. */
function namedParts(node: Node): Node[] {
  const isKeyed = node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition'
  if (isKeyed && !node.computed) return childrenOf(node).filter((child) => child !== node.key)
  if (node.type === 'MemberExpression' && !node.computed) return [node.object]
  if (node.type === 'MetaProperty' || node.type === 'BreakStatement' || node.type === 'ContinueStatement') return []
  return childrenOf(node)
}

/** The identifier that an assignment's target hangs on: `Math` of `Math.max`. */
function rootOf(target: Node): Node {
  if (target.type === 'MemberExpression') return rootOf(target.object)
  if (target.type === 'ParenthesizedExpression' || target.type === 'TSNonNullExpression' || target.type === 'TSAsExpression') {
    return rootOf(target.expression)
  }
  return target
}

function targetOf(node: Node): Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left
  if (node.type === 'UpdateExpression') return node.argument
  return node.type === 'UnaryExpression' && node.operator === 'delete' ? node.argument : undefined
}

function isKnown(name: string, scope: Scope): boolean {
  return scope.some((names) => names.has(name))
}

function checkNode(node: Node, scope: Scope): Refusal | undefined {
  if (node.type === 'Identifier' && node.name !== 'this' && !isKnown(node.name, scope) && !GIVEN.has(node.name)) {
    return refuseGlobal(
      node.name,
      node.start,
      scope.flatMap((names) => [...names]),
    )
  }
  const target = targetOf(node)
  const root = target && rootOf(target)
  if (root?.type !== 'Identifier' || !GIVEN.has(root.name) || isKnown(root.name, scope)) return undefined
  return refuse(
    node.start,
    'global_write_forbidden',
    `"${root.name}" is shared and cannot be changed; keep state in the fields of the strategy.`,
  )
}

/** Refuses every identifier that is neither declared in the text nor given, every change of what is given, and names that would hide it. */
export function checkScope(node: Node, outer: Scope = []): Refusal | undefined {
  const bindings = bindingsOf(node)
  const hiding = bindings?.find(({ name }) => RESERVED.has(name))
  if (hiding !== undefined) {
    return refuse(hiding.at, 'shadowing_forbidden', `"${hiding.name}" has a meaning already; choose another name.`)
  }
  const scope = bindings === undefined ? outer : [new Set(bindings.map(({ name }) => name)), ...outer]
  const refusal = checkNode(node, scope)
  if (refusal !== undefined) return refusal
  for (const part of namedParts(node)) {
    const below = checkScope(part, scope)
    if (below !== undefined) return below
  }
  return undefined
}
