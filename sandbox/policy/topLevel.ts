import type { Class, Node, Program } from 'oxc-parser'
import { isPlain } from './plain.ts'
import { refuse, type Refusal } from './refusal.ts'

const SKELETON =
  'write `export default class Name extends Strategy { static needs = {…}; shouldEnter(bar) {…} shouldExit(bar, position) {…} }`'

/** The exported class, where the text has exactly one. */
export function exportedClass(program: Program): Class | undefined {
  const declared = program.body.find((statement) => statement.type === 'ExportDefaultDeclaration')?.declaration
  return declared?.type === 'ClassDeclaration' || declared?.type === 'ClassExpression' ? declared : undefined
}

function checkStatement(statement: Node): Refusal | undefined {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return undefined
    case 'ExpressionStatement':
      if ('directive' in statement) return undefined
      break
    case 'VariableDeclaration':
      return checkConstants(statement)
  }
  const message = 'Beside the class only constants, functions and types may stand at the top; move this into a method.'
  return refuse(statement.start, statement.type === 'ClassDeclaration' ? 'extra_class' : 'top_level_forbidden', message)
}

function checkConstants(statement: Extract<Node, { type: 'VariableDeclaration' }>): Refusal | undefined {
  if (statement.kind !== 'const') {
    return refuse(
      statement.start,
      'top_level_forbidden',
      'At the top only `const` is allowed; what changes belongs into a field of the strategy.',
    )
  }
  const busy = statement.declarations.find(({ init }) => init === null || !isPlain(init))
  const message = 'A constant at the top is a literal, a table, a function or plain arithmetic; compute the rest in the constructor.'
  return busy && refuse(busy.start, 'top_level_forbidden', message)
}

/** Refuses a text that is not constants and functions around one exported strategy class. */
export function checkTopLevel(program: Program): Refusal | undefined {
  for (const statement of program.body) {
    const refusal = checkStatement(statement)
    if (refusal !== undefined) return refusal
  }
  const defaults = program.body.filter((statement) => statement.type === 'ExportDefaultDeclaration')
  if (defaults[1] !== undefined) return refuse(defaults[1].start, 'extra_export', 'There is more than one default export; keep one.')
  const exported = exportedClass(program)
  if (exported === undefined) return refuse(defaults[0]?.start ?? 0, 'no_strategy_class', `No class is exported by default; ${SKELETON}.`)
  if (exported.superClass?.type !== 'Identifier' || exported.superClass.name !== 'Strategy') {
    return refuse(exported.start, 'not_a_strategy', `The exported class does not extend Strategy; ${SKELETON}.`)
  }
  if (exported.id === null) return refuse(exported.start, 'class_unnamed', `The class has no name; ${SKELETON}.`)
  return undefined
}
