import { openRealm, type Evaluate, type StrategyFactory } from './realm.ts'
import { describe, failureOf, type InsideFailure } from './stop.ts'

export type Declared = { readonly json: string } | { readonly failure: InsideFailure }

const LONGEST_DECLARATION = 20_000

/** `static needs`, `exits` and `params` as JSON; what JSON cannot hold is told in words, so that the host can refuse it by name. */
export function declare(factory: StrategyFactory, { globals }: { readonly globals: readonly string[] }): Declared {
  try {
    const [evaluate] = openRealm(factory, globals, [{ seed: 0 }]) as [Evaluate]
    const { needs, exits, params } = evaluate() as unknown as Record<'needs' | 'exits' | 'params', unknown>
    const json = JSON.stringify({ needs, exits, params }, (_key, part: unknown) => {
      const isPlain = typeof part !== 'function' && typeof part !== 'symbol' && typeof part !== 'bigint'
      return isPlain && !(typeof part === 'number' && !Number.isFinite(part)) ? part : describe(part)
    })
    if (json.length <= LONGEST_DECLARATION) return { json }
    return {
      failure: { code: 'declaration_too_large', message: `static needs, exits and params take ${json.length} characters; declare less` },
    }
  } catch (thrown) {
    return { failure: failureOf(thrown, 'static needs, exits or params') }
  }
}
