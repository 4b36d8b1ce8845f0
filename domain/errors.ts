/** Exit codes of the command line; an error of none of these kinds is a bug and exits 1. */
export const EXIT = { done: 0, bug: 1, usage: 2, badData: 3, noSuchId: 4, resource: 5 } as const

/** An expected failure: one plain sentence that says what, where and what to do. */
export abstract class QuantopiaError extends Error {
  abstract readonly code: string
  abstract readonly exitCode: number
  /** The offending values, for `--json` and for tests; never parsed out of the message. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.details = details
  }
}

export class UsageError extends QuantopiaError {
  readonly code: string = 'usage'
  readonly exitCode = EXIT.usage
}

/** Market data, a file or a strategy source that cannot be used as it is. */
export class BadDataError extends QuantopiaError {
  readonly code: string = 'bad_data'
  readonly exitCode = EXIT.badData
}

export class NoSuchIdError extends QuantopiaError {
  readonly code = 'no_such_id'
  readonly exitCode = EXIT.noSuchId
}

/** A lock, the disk, the network, a native library or a chat model that cannot be had. */
export class ResourceError extends QuantopiaError {
  readonly code: string = 'resource'
  readonly exitCode = EXIT.resource
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
