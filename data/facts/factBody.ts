import { canonicalJson } from '../../domain/hash.ts'
import { FACT_KINDS, type KindName } from './kinds.ts'
import { misfit } from './shape.ts'

/** Half a surrogate pair (a text cut in the middle of a character) has no UTF-8 form; it becomes U+FFFD, as it does in a hash. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('utf8')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [wellFormed(key), wellFormed(part)]))
}

/**
 * A fact's id, and the JSON text it is stored as: keys in order.
 * @throws TypeError naming the field that would not fit its Parquet column (NaN instead of null, a number in a text, …).
 */
export function factBody(kind: KindName, fact: object): { id: string; body: string } {
  const { id: idField, columns } = FACT_KINDS[kind]
  const id: unknown = Reflect.get(fact, idField)
  if (typeof id !== 'string' || id === '') throw new TypeError(`A fact of ${kind} needs a text as ${idField}, not ${String(id)}.`)
  const problem = misfit(fact, columns, '')
  if (problem !== undefined) throw new TypeError(`${kind} ${id}: ${problem}.`)
  const body = canonicalJson(fact)
  return { id, body: body.includes('\\ud') ? canonicalJson(wellFormed(fact)) : body }
}

/** Whether two bodies tell the same: when they were written does not matter. */
export function sameBody(a: string, b: string): boolean {
  return a === b || withoutTime(a) === withoutTime(b)
}

function withoutTime(body: string): string {
  return canonicalJson({ ...(JSON.parse(body) as Record<string, unknown>), created_at: null })
}
