import type { Failure } from '../../domain/facts.ts'
import type { ModelOutcome } from '../../domain/model.ts'

/** Ends a training without a release, for a reason that is an answer. */
export class NotReleased extends Error {
  readonly outcome: ModelOutcome
  constructor(outcome: ModelOutcome) {
    super('not released')
    this.outcome = outcome
  }
}

export const failed = (code: string, message: string): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { stage: 'model', code, message },
})
