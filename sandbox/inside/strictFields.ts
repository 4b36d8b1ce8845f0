import { complain } from './stop.ts'

/** Looked up only where a view has no such field: a misspelt name must not be a silent `undefined` that never trades. */
export function strictFields(title: string, known: readonly string[]): object {
  return new Proxy(Object.freeze(Object.create(null) as object), {
    get(_target, key) {
      if (typeof key === 'symbol' || key === 'toJSON' || key === 'then') return undefined
      if (key === 'valueOf' || key === 'toString') {
        throw complain('unknown_field', `${title} is an object, not a number; use one of its fields: ${known.join(', ')}`)
      }
      throw complain('unknown_field', `${title} has no field "${key.slice(0, 60)}"; it has ${known.join(', ')}`, {
        word: key.slice(0, 60),
        known,
      })
    },
  })
}
