import { sha256 } from '../domain/hash.ts'
import type { StrategySource } from '../domain/strategy.ts'

/** A source text with its SHA-256. */
export function strategySource(text: string): StrategySource {
  return { text, hash: sha256(text) }
}
