import type { Node } from 'oxc-parser'
import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { StrategySource } from '../../domain/strategy.ts'
import { bindingsOf } from '../../sandbox/policy/bindings.ts'
import { parseSource } from '../../sandbox/policy/parse.ts'
import { transpile } from '../../sandbox/transpile.ts'

type Tree = Readonly<Record<string, unknown>> & { readonly type: string }

/** Where something stands, and how it is spelt. */
const SPELLING = new Set(['start', 'end', 'raw', 'shorthand'])

/**
 * Hash of what a strategy does, as far as its text tells: equal for texts that differ in comments, blanks, types, parentheses or the names
 * of the class, its constants, functions and variables. The hash of the text where it is no strategy.
 */
export function behaviourHash({ text, hash }: StrategySource): string {
  const transpiled = transpile(text)
  const parsed = transpiled.ok ? parseSource(transpiled.code) : undefined
  if (parsed?.ok !== true) return hash
  return sha256(canonicalJson(outline(parsed.program as unknown as Tree, new Map(), counter())))
}

/** 0, 1, 2, … */
function counter(): () => number {
  let next = 0
  return () => next++
}

/**
 * A syntax tree without its spelling. `known`: what stands for the names that the text has declared around here, by the order of their
 * declarations; every other name has a meaning of its own.
 */
function outline(value: unknown, known: ReadonlyMap<string, string>, next: () => number): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isEmpty(each)).map((each) => outline(each, known, next))
  if (typeof value === 'bigint' || typeof value === 'number') return `${typeof value} ${value}`
  if (typeof value !== 'object' || value === null) return value ?? null
  const tree = value as Tree
  if (tree.type === 'ParenthesizedExpression') return outline(tree['expression'], known, next)
  if (tree.type === 'Identifier') return { type: tree.type, name: known.get(tree['name'] as string) ?? tree['name'] }
  const own = bindingsOf(tree as unknown as Node) ?? []
  const inside = new Map([...known, ...own.map(({ name }) => [name, `#${next()}`] as const)])
  const named = propertyOf(tree)
  const parts = Object.entries(tree).filter(([key]) => !SPELLING.has(key))
  return Object.fromEntries(parts.map(([key, part]) => [key, outline(part, key === named ? new Map() : inside, next)]))
}

const isEmpty = (node: unknown): boolean => (node as Tree | null)?.type === 'EmptyStatement'

/** Under which key a node has the name of a property, which is no variable. */
function propertyOf({ type, computed }: Tree): string | undefined {
  if (computed === true) return undefined
  if (type === 'MemberExpression') return 'property'
  return type === 'Property' || type === 'MethodDefinition' || type === 'PropertyDefinition' ? 'key' : undefined
}
