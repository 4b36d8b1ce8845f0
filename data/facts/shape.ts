import { inspect } from 'node:util'

/** Type of a column or of a field in it, by DuckDB's names; JSON is text that holds whatever was there. Times are UTC. */
export type Leaf = 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN' | 'TIMESTAMP' | 'DATE' | 'JSON'

/** A leaf, a list `[element]`, or a struct; the form DuckDB's `from_json` takes. Everything may be null. */
export type Shape = Leaf | readonly [Shape] | { readonly [field: string]: Shape }

export type Columns = Readonly<Record<string, Shape>>

/** The shapes that can hold T: forgetting or misspelling a field of a fact is a type error. */
export type ShapeOf<T> =
  | ([T] extends [string]
      ? 'VARCHAR' | 'TIMESTAMP' | 'DATE'
      : [T] extends [number]
        ? 'DOUBLE' | 'BIGINT'
        : [T] extends [boolean]
          ? 'BOOLEAN'
          : [T] extends [readonly (infer Element)[]]
            ? readonly [ShapeOf<NonNullable<Element>>]
            : [T] extends [object]
              ? ColumnsOf<T>
              : never)
  | (T extends object ? 'JSON' : never)

export type ColumnsOf<T> = { readonly [Field in keyof T]-?: ShapeOf<NonNullable<T[Field]>> }

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape)

/** What is wrong with `value` as a `shape`, or undefined. Absent fields count as null, unknown ones are left alone. */
export function misfit(value: unknown, shape: Shape, path: string): string | undefined {
  if (value === null || value === undefined || shape === 'JSON') return undefined
  if (typeof shape === 'string')
    return fitsLeaf(value, shape) ? undefined : `${path} is ${inspect(value, { depth: 0, maxStringLength: 40 })}, not ${shape}`
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${path} is not a list`
    return firstMisfit(value.map((element: unknown, index) => [element, shape[0], `${path}[${index}]`] as const))
  }
  if (typeof value !== 'object') return `${path} is not an object`
  const fields = value as Readonly<Record<string, unknown>>
  return firstMisfit(Object.entries(shape).map(([name, inner]) => [fields[name], inner, path === '' ? name : `${path}.${name}`] as const))
}

function firstMisfit(parts: readonly (readonly [unknown, Shape, string])[]): string | undefined {
  for (const [value, shape, path] of parts) {
    const problem = misfit(value, shape, path)
    if (problem !== undefined) return problem
  }
  return undefined
}

function fitsLeaf(value: unknown, leaf: Exclude<Leaf, 'JSON'>): boolean {
  switch (leaf) {
    case 'VARCHAR':
      return typeof value === 'string'
    case 'BOOLEAN':
      return typeof value === 'boolean'
    case 'DOUBLE':
      return Number.isFinite(value)
    case 'BIGINT':
      return Number.isSafeInteger(value)
    case 'TIMESTAMP':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value))
    case 'DATE':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
  }
}
