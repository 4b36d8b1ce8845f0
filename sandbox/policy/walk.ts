import { visitorKeys, type Node } from 'oxc-parser'
import { MAX_TREE_DEPTH } from './bounds.ts'
import { refuse, type Refusal } from './refusal.ts'

/** Type syntax that still holds an expression which runs. */
const WRAPPERS = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression'])
/** Type syntax that leaves code behind, so that it is looked at instead of erased. */
const EMITTED = new Set([
  'TSEnumDeclaration',
  'TSModuleDeclaration',
  'TSImportEqualsDeclaration',
  'TSExportAssignment',
  'TSNamespaceExportDeclaration',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
  'TSParameterProperty',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
  'TSAbstractAccessorProperty',
])

function isErased(node: Node): boolean {
  return node.type.startsWith('TS') && !WRAPPERS.has(node.type) && !EMITTED.has(node.type)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The nodes directly below that have an effect when the program runs; types are left out. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key]
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(child) && !isErased(child)) children.push(child)
    }
  }
  return children
}

/** Parents before children, in the order of the text, until `visit` refuses. */
export function walk(root: Node, visit: (node: Node) => Refusal | undefined, depth = 0): Refusal | undefined {
  if (depth > MAX_TREE_DEPTH) {
    return refuse(root.start, 'too_deep', `The code is nested over ${MAX_TREE_DEPTH} levels deep; split it into steps.`)
  }
  const refusal = visit(root)
  if (refusal !== undefined) return refusal
  for (const child of childrenOf(root)) {
    const below = walk(child, visit, depth + 1)
    if (below !== undefined) return below
  }
  return undefined
}
