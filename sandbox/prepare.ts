import { checkPolicy } from './policy.ts'
import { transpile, type Transpiled } from './transpile.ts'

const REMEMBERED = 256

/** Policy, then transpile, remembering the last few texts: the same source is declared, tried and run many times over. */
export function createPrepare(): (text: string) => Transpiled {
  const known = new Map<string, Transpiled>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const refused = checkPolicy(text)
    const prepared: Transpiled = refused === undefined ? transpile(text) : { ok: false, failure: refused }
    known.set(text, prepared)
    const [oldest] = known.keys()
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
    return prepared
  }
}
