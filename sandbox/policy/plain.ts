import type { Node } from 'oxc-parser'

const CALLABLE_OBJECTS = new Set(['Math', 'Object', 'Array', 'Number'])
const CALLABLE = new Set(['Map', 'Set', 'Array', 'Number', 'String', 'Boolean'])

function isPlainCall(callee: Node): boolean {
  if (callee.type === 'Identifier') return CALLABLE.has(callee.name)
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && CALLABLE_OBJECTS.has(callee.object.name)
}

/** Whether an expression only describes a value: constants, tables and functions (whose bodies wait), but no call of code written here. */
export function isPlain(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true
    case 'CallExpression':
    case 'NewExpression':
      return isPlainCall(node.callee) && node.arguments.every(isPlain)
    case 'TemplateLiteral':
      return node.expressions.every(isPlain)
    case 'UnaryExpression':
      return node.operator !== 'delete' && isPlain(node.argument)
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isPlain(node.left) && isPlain(node.right)
    case 'ConditionalExpression':
      return isPlain(node.test) && isPlain(node.consequent) && isPlain(node.alternate)
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isPlain(element))
    case 'ObjectExpression':
      return node.properties.every((property) => isPlain(property))
    case 'Property':
      return (!node.computed || isPlain(node.key)) && isPlain(node.value)
    case 'SpreadElement':
      return isPlain(node.argument)
    case 'MemberExpression':
      return isPlain(node.object) && (!node.computed || isPlain(node.property))
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
      return isPlain(node.expression)
    default:
      return false
  }
}
