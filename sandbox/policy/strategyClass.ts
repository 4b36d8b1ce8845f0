import type { Class, ClassElement, Node } from 'oxc-parser'
import { didYouMean } from '../../domain/suggest.ts'
import { isPlain } from './plain.ts'
import { refuse, type Refusal } from './refusal.ts'

const DECISIONS = ['shouldEnter', 'shouldExit'] as const

function nameOf(member: ClassElement): string | undefined {
  if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return undefined
  return !member.computed && member.key.type === 'Identifier' ? member.key.name : undefined
}

function isFunctionValued(member: ClassElement): boolean {
  if (member.type === 'MethodDefinition') return member.kind === 'method' && !member.static
  if (member.type !== 'PropertyDefinition' || member.static) return false
  return member.value?.type === 'ArrowFunctionExpression' || member.value?.type === 'FunctionExpression'
}

function checkMember(member: ClassElement): Refusal | undefined {
  if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
    const required = member.value.params.find((param) => param.type !== 'AssignmentPattern' && param.type !== 'RestElement')
    const message = 'The constructor is called without arguments; put the numbers into fields or constants.'
    return required && refuse(required.start, 'constructor_arguments', message)
  }
  if (!('static' in member) || !member.static) return undefined
  const isValue = member.type === 'PropertyDefinition' && (member.value === null || isPlain(member.value))
  const isMethod =
    member.type === 'MethodDefinition' && member.kind === 'method' && !['needs', 'exits', 'params'].includes(nameOf(member) ?? '')
  const message =
    'Static members are plain values, such as `static needs = { warmupBars: 50 }`, and methods; compute the rest in the constructor.'
  return isValue || isMethod ? undefined : refuse(member.start, 'static_forbidden', message)
}

/** Refuses a strategy class that cannot be asked for its needs or its two decisions. */
export function checkStrategyClass(strategy: Class): Refusal | undefined {
  for (const member of strategy.body.body) {
    const refusal = checkMember(member)
    if (refusal !== undefined) return refusal
  }
  const methods = strategy.body.body.filter(isFunctionValued).map((member) => nameOf(member) ?? '')
  for (const decision of DECISIONS) {
    if (methods.includes(decision)) continue
    const advice = decision === 'shouldEnter' ? "it returns 'long', 'short' or 'none'" : 'it returns true or false'
    return refuse(
      strategy.start,
      'missing_method',
      `The class has no method ${decision}${didYouMean(decision, methods)}; write it: ${advice}.`,
    )
  }
  return undefined
}

/** Refuses any class but the exported one. */
export function checkExtraClass(strategy: Class): (node: Node) => Refusal | undefined {
  return (node) =>
    (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') && node !== strategy
      ? refuse(node.start, 'extra_class', 'There is one class, the strategy; write functions and plain objects beside it.')
      : undefined
}
