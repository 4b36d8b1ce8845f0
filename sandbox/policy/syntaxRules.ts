import type { Node } from 'oxc-parser'
import { refuse, type Refusal } from './refusal.ts'

type Rule = readonly [code: string, message: string]

const IMPORT: Rule = ['import_forbidden', 'A strategy imports nothing; everything it needs comes through `static needs` and `bar`.']
const ASYNC: Rule = ['async_forbidden', 'A strategy decides at once: write no async, await or promises.']
const GENERATOR: Rule = ['generator_forbidden', 'Generators are not allowed; use a loop over an array.']
const ERASED: Rule = [
  'syntax_forbidden',
  'Enums, namespaces, declarations without a body and `abstract` are not allowed; use plain objects and functions.',
]

/** Syntax that is refused wherever it stands. */
const FORBIDDEN: Readonly<Partial<Record<Node['type'], Rule>>> = {
  ImportDeclaration: IMPORT,
  ImportExpression: IMPORT,
  ExportAllDeclaration: IMPORT,
  TSImportEqualsDeclaration: IMPORT,
  ExportNamedDeclaration: ['export_forbidden', 'Only the strategy class is exported, by `export default class`; remove this export.'],
  TSExportAssignment: ['export_forbidden', 'Only the strategy class is exported, by `export default class`; remove this export.'],
  AwaitExpression: ASYNC,
  YieldExpression: GENERATOR,
  WithStatement: ['with_forbidden', '`with` is not allowed; name the object.'],
  Decorator: ['decorator_forbidden', 'Decorators are not allowed; call a function.'],
  LabeledStatement: ['label_forbidden', 'Labels are not allowed; put the inner loop into a function and return.'],
  StaticBlock: ['static_block_forbidden', 'Static blocks are not allowed; state belongs into instance fields.'],
  DebuggerStatement: ['syntax_forbidden', '`debugger` is not allowed; remove it.'],
  V8IntrinsicExpression: ['syntax_forbidden', 'Engine intrinsics are not allowed; remove the call.'],
  AccessorProperty: ['syntax_forbidden', '`accessor` fields are not allowed; write a plain field.'],
  TSEnumDeclaration: ERASED,
  TSModuleDeclaration: ERASED,
  TSNamespaceExportDeclaration: ERASED,
  TSDeclareFunction: ERASED,
  TSEmptyBodyFunctionExpression: ERASED,
  TSAbstractMethodDefinition: ERASED,
  TSAbstractPropertyDefinition: ERASED,
  TSAbstractAccessorProperty: ERASED,
}

/** Refuses by what kind of syntax a node is. */
export function checkSyntax(node: Node): Refusal | undefined {
  const rule = FORBIDDEN[node.type] ?? conditional(node)
  return rule && refuse(node.start, rule[0], rule[1])
}

function conditional(node: Node): Rule | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async ? ASYNC : node.generator ? GENERATOR : undefined
    case 'ForOfStatement':
      return node.await ? ASYNC : undefined
    case 'MetaProperty':
      return node.meta.name === 'import' ? IMPORT : ['syntax_forbidden', '`new.target` is not allowed; remove it.']
    case 'Literal':
      if ('regex' in node) return ['regex_forbidden', 'Regular expressions are not allowed; a strategy works on numbers.']
      return 'bigint' in node ? ['bigint_forbidden', 'BigInt is not allowed; use ordinary numbers.'] : undefined
    case 'VariableDeclaration':
    case 'ClassDeclaration':
      return node.declare ? ERASED : undefined
    default:
      return undefined
  }
}
