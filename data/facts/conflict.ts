import { EXIT, QuantopiaError } from '../../domain/errors.ts'

/** A fact was to be stored under the id of another one: facts are written once, so this is a bug in whoever made the id. */
export class ConflictError extends QuantopiaError {
  readonly code = 'conflict'
  readonly exitCode = EXIT.bug
}
