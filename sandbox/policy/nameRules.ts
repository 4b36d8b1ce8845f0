import type { Node } from 'oxc-parser'
import { refuse, type Refusal } from './refusal.ts'

const PROTOTYPE = ['prototype_forbidden', 'reaches for prototypes; keep state in the fields of the strategy.'] as const
const CONSTRUCTOR = ['constructor_forbidden', 'reaches for a constructor; call functions by their names.'] as const
const REFLECTION = [
  'reflection_forbidden',
  'looks behind objects and functions; read the fields of `bar` and `position` by their names.',
] as const

const FORBIDDEN_NAMES: ReadonlyMap<string, readonly [string, string]> = new Map<string, readonly [string, string]>([
  ['constructor', CONSTRUCTOR],
  ...['__proto__', 'prototype', 'getPrototypeOf', 'setPrototypeOf'].map((name) => [name, PROTOTYPE] as const),
  ...['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'].map((name) => [name, PROTOTYPE] as const),
  ...['defineProperty', 'defineProperties', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors'].map(
    (name) => [name, REFLECTION] as const,
  ),
  ...['getOwnPropertyNames', 'getOwnPropertySymbols', 'caller', 'callee', 'fromAsync'].map((name) => [name, REFLECTION] as const),
  ...['captureStackTrace', 'prepareStackTrace', 'stackTraceLimit'].map((name) => [name, REFLECTION] as const),
])

/** The text an expression is known to be: a literal, a template without holes, or texts joined by `+`. */
function constantText(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (node.type === 'ParenthesizedExpression') return constantText(node.expression)
  if (node.type === 'TemplateLiteral') {
    let text = node.quasis[0]?.value.cooked ?? ''
    for (const [i, hole] of node.expressions.entries()) {
      const part = constantText(hole)
      if (part === undefined) return undefined
      text += part + (node.quasis[i + 1]?.value.cooked ?? '')
    }
    return text
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined
  const left = constantText(node.left)
  const right = left === undefined ? undefined : constantText(node.right)
  return left === undefined || right === undefined ? undefined : left + right
}

function keyName(key: Node, computed: boolean): string | undefined {
  if (!computed && (key.type === 'Identifier' || key.type === 'PrivateIdentifier')) return key.name
  return constantText(key)
}

function nameIn(node: Node): string | undefined {
  switch (node.type) {
    case 'MemberExpression':
      return keyName(node.property, node.computed)
    case 'Property':
    case 'PropertyDefinition':
      return keyName(node.key, node.computed)
    case 'MethodDefinition':
      return node.kind === 'constructor' ? undefined : keyName(node.key, node.computed)
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return constantText(node)
    default:
      return undefined
  }
}

/** Refuses names through which code could leave its place, as a property, as a key, or as a text that could become one. */
export function checkNames(node: Node): Refusal | undefined {
  const name = nameIn(node)
  const rule = name === undefined ? undefined : FORBIDDEN_NAMES.get(name)
  return rule && refuse(node.start, rule[0], `The name "${name ?? ''}" ${rule[1]}`)
}
