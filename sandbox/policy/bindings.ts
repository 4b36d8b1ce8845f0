import type { Node } from 'oxc-parser'
import { childrenOf } from './walk.ts'

/** The identifiers a pattern binds. */
export function boundIn(pattern: Node): { name: string; at: number }[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern.name, at: pattern.start }]
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => boundIn(property.type === 'RestElement' ? property.argument : property.value))
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : boundIn(element)))
    case 'AssignmentPattern':
      return boundIn(pattern.left)
    case 'RestElement':
      return boundIn(pattern.argument)
    case 'TSParameterProperty':
      return boundIn(pattern.parameter)
    default:
      return []
  }
}

function isFunction(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

function declaredBy(statement: Node): { name: string; at: number }[] {
  if (statement.type === 'VariableDeclaration') return statement.declarations.flatMap((declarator) => boundIn(declarator.id))
  if (statement.type === 'ExportDefaultDeclaration') return declaredBy(statement.declaration)
  const isNamed = statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration'
  return isNamed && statement.id !== null ? boundIn(statement.id) : []
}

/** `var` of a whole function, wherever in it it stands. */
function hoisted(node: Node): { name: string; at: number }[] {
  if (isFunction(node)) return []
  const own = node.type === 'VariableDeclaration' && node.kind === 'var' ? declaredBy(node) : []
  return [...own, ...childrenOf(node).flatMap(hoisted)]
}

/** The names a node makes known to what stands inside it, or undefined where it opens no scope. */
export function bindingsOf(node: Node): { name: string; at: number }[] | undefined {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'FunctionBody' as Node['type']:
      return (node as Extract<Node, { type: 'BlockStatement' }>).body.flatMap(declaredBy)
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const own = node.type !== 'ArrowFunctionExpression' && node.id !== null ? boundIn(node.id) : []
      return [...own, ...node.params.flatMap(boundIn), ...(node.body === null ? [] : hoisted(node.body))]
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id === null ? [] : boundIn(node.id)
    case 'ForStatement':
      return node.init === null ? [] : declaredBy(node.init)
    case 'ForInStatement':
    case 'ForOfStatement':
      return declaredBy(node.left)
    case 'CatchClause':
      return node.param === null ? [] : boundIn(node.param)
    case 'SwitchStatement':
      return node.cases.flatMap((branch) => branch.consequent.flatMap(declaredBy))
    default:
      return undefined
  }
}
