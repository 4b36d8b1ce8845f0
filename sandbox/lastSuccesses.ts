import type { StrategySource } from '../domain/strategy.ts'
import type { DeclareOutcome } from './types.ts'

/** One declaration with the largest grid takes some tens of kilobytes. */
const REMEMBERED = 16

type Declare = (source: StrategySource) => Promise<DeclareOutcome>

/**
 * Declarations of the texts asked for last: what a class declares follows from its text alone, and its evaluation asks for it as well as its
 * walk-forward. A failure is not remembered, since it may be the machine's.
 */
export function lastSuccesses(declare: Declare): { ask: Declare; forget: () => void } {
  const known = new Map<string, DeclareOutcome>()
  return {
    ask: async (source) => {
      const found = known.get(source.text)
      if (found !== undefined) return found
      const outcome = await declare(source)
      if (!outcome.ok) return outcome
      known.set(source.text, outcome)
      const [oldest] = known.keys()
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
      return outcome
    },
    forget: () => {
      known.clear()
    },
  }
}
