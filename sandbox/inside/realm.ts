import { seededRandom } from '../../math/random.ts'
import { harden } from './harden.ts'
import { strictFields } from './strictFields.ts'

export type StrategyFactory = (base: new () => object) => new () => object

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

/** What a strategy's luck and numbers are. */
export interface Chosen {
  readonly seed: number
  readonly params?: Readonly<Record<string, number>> | undefined
}

/** Evaluates the class, each time anew. */
export type Evaluate = () => new () => object

/**
 * Hardens the realm; nothing of the strategy's has run before. What it returns, one for each choice, evaluates the class: constants, static fields and
 * random numbers start again each time, and since all else is frozen nothing of one is there for the next.
 */
export function openRealm(factory: StrategyFactory, globals: readonly string[], choices: readonly Chosen[]): Evaluate[] {
  let random = seededRandom(0)
  const bases = choices.map(({ params = {} }) => baseClass(params))
  harden(globals, () => random())
  return choices.map(({ seed }, i) => {
    const base = bases[i] as new () => object
    Object.freeze(base.prototype)
    Object.freeze(base)
    return () => {
      random = seededRandom(seed)
      return factory(base)
    }
  })
}
