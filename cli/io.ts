import { createColors } from 'picocolors'
import { QuantopiaError, EXIT, messageOf } from '../domain/errors.ts'

/** Where a command writes: one document on standard output, everything else on standard error. */
export interface Io {
  readonly json: boolean
  readonly paint: ReturnType<typeof createColors>
  /** The command's result: `document` with --json, else `text`. */
  result(document: unknown, text: string): void
  /** Progress for a person to follow. */
  progress(line: string): void
}

export function openIo(json: boolean, color: boolean): Io {
  return {
    json,
    paint: createColors(color && process.stderr.isTTY),
    result: (document, text) => process.stdout.write(`${json ? JSON.stringify(document, null, 2) : text}\n`),
    progress: (line) => process.stderr.write(`${line}\n`),
  }
}

/** Tells an error in one sentence (and as a document with --json) and gives the exit code. */
export function tellError(error: unknown, json: boolean): number {
  const known = error instanceof QuantopiaError
  const code = known ? error.code : 'bug'
  if (json)
    process.stdout.write(
      `${JSON.stringify({ error: { code, message: messageOf(error), ...(known ? { details: error.details } : {}) } }, null, 2)}\n`,
    )
  process.stderr.write(
    known
      ? `quantopia: ${error.message}\n`
      : `quantopia: a bug, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  return known ? error.exitCode : EXIT.bug
}
