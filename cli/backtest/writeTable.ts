import { writeFileSync } from 'node:fs'
import { messageOf, ResourceError } from '../../domain/errors.ts'

/** Writes lines as a text file; one that is there is replaced. @throws ResourceError */
export function writeTable(what: string, file: string, lines: readonly string[]): void {
  try {
    writeFileSync(file, `${lines.join('\n')}\n`)
  } catch (cause) {
    throw new ResourceError(
      `The ${what} cannot be written to ${file}: ${messageOf(cause)}; the trial is counted all the same.`,
      { file },
      { cause },
    )
  }
}
