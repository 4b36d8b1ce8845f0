import type { Failure } from '../../domain/facts.ts'
import { didYouMean } from '../../domain/suggest.ts'

/** Thrown while a declaration is read, caught by readDeclaration: the first thing wrong with it. */
export class DeclarationFault extends Error {
  readonly failure: Failure
  constructor(code: string, message: string) {
    super(message)
    this.failure = { stage: 'declaration', code, message }
  }
}

/** A plain record; undefined counts as empty. */
export function record(path: string, value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  throw new DeclarationFault('wrong_type', `${path} is ${shown(value)}; write an object { … }.`)
}

export function onlyKeys(path: string, value: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown === undefined) return
  const message = `${path} has an unknown key "${unknown.slice(0, 60)}"${didYouMean(unknown, known)}; it takes ${known.join(', ')}.`
  throw new DeclarationFault('unknown_key', message)
}

/** A number inside bounds, or undefined where none is given. */
export function optionalNumber(
  path: string,
  value: unknown,
  bounds: { above?: number; min?: number; below?: number; max?: number; integer?: boolean; say: string },
): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw new DeclarationFault('wrong_type', `${path} is ${shown(value)}; give ${bounds.say}.`)
  const { above = -Infinity, min = -Infinity, below = Infinity, max = Infinity } = bounds
  if (value > above && value >= min && value < below && value <= max && (bounds.integer !== true || Number.isInteger(value))) return value
  throw new DeclarationFault('out_of_range', `${path} is ${value}; give ${bounds.say}.`)
}

export function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`
}
