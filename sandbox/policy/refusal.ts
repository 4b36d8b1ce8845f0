import type { Failure, FailureStage } from '../../domain/facts.ts'

/** Why a source text is refused, and where: `at` is an offset into the text. */
export interface Refusal {
  readonly code: string
  readonly at: number
  readonly message: string
}

export function refuse(at: number, code: string, message: string): Refusal {
  return { code, at, message }
}

/** Line and column, both from 1, of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lastBreak = before.lastIndexOf('\n')
  return { line: before.split('\n').length, column: offset - lastBreak }
}

/** A refusal as a stored failure, its sentence headed by `line:column`. */
export function refusalFailure(text: string, stage: FailureStage, refusal: Refusal): Failure {
  const { line, column } = placeOf(text, refusal.at)
  return { stage, code: refusal.code, message: `${line}:${column}: ${refusal.message}` }
}
