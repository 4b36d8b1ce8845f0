import { seededRandom } from '../../math/random.ts'
import { harden } from './harden.ts'
import { strictFields } from './strictFields.ts'

export type StrategyFactory = (base: new () => object) => new () => object

export interface Realm {
  readonly globals: readonly string[]
  readonly seed: number
}

/** The class that a strategy extends: nothing, or `params` to read where there are any. */
function baseClass(params: Readonly<Record<string, number>>): new () => object {
  const names = Object.keys(params)
  if (names.length === 0) return class Strategy {}
  const chosen: unknown = Object.freeze(Object.assign(Object.create(strictFields('this.params', names)), params))
  return class Strategy {
    get params(): unknown {
      return chosen
    }
  }
}

/**
 * Hardens the realm; nothing of the strategy's has run before. What it returns evaluates the class, each time anew: constants, static fields and
 * random numbers start again, and since all else is frozen nothing of one is there for the next.
 */
export function openRealm(factory: StrategyFactory, realm: Realm, params: Readonly<Record<string, number>> = {}): () => new () => object {
  let random = seededRandom(realm.seed)
  const base = baseClass(params)
  harden(realm.globals, () => random())
  Object.freeze(base.prototype)
  Object.freeze(base)
  return () => {
    random = seededRandom(realm.seed)
    return factory(base)
  }
}
