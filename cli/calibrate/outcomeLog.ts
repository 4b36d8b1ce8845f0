import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { tryLockFile } from '../../data/fileLock.ts'
import { makeFolder } from '../../data/makeFolder.ts'
import { BadDataError, messageOf, ResourceError } from '../../domain/errors.ts'
import { Outcome } from './outcome.ts'

/** Every session that ever ended in this directory, one line each; on the disk when `append` returns. */
export interface OutcomeLog {
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** An outcome that is known already is left as it is. */
  append(outcome: Outcome): void
  close(): void
}

export const outcomesFile = (directory: string): string => join(directory, 'outcomes.jsonl')

function parseLine(line: string, number: number, file: string): Outcome {
  try {
    return Outcome.parse(JSON.parse(line))
  } catch (cause) {
    throw new BadDataError(
      `Line ${number} of ${file} is no outcome (${messageOf(cause)}); remove the line, and its session is run again.`,
      { file },
      { cause },
    )
  }
}

/** The whole lines, and how many bytes they are: a kill in the middle of writing leaves a line without its end. */
function wholeLines(file: string): { lines: string[]; bytes: number } {
  if (!existsSync(file)) return { lines: [], bytes: 0 }
  const text = readFileSync(file)
  const bytes = text.lastIndexOf('\n') + 1
  const lines = text.subarray(0, bytes).toString('utf8').split('\n').slice(0, -1)
  return { lines, bytes }
}

/**
 * Opens the directory's outcomes for this process alone.
 * @throws ResourceError where another process is at work in it or it cannot be written, BadDataError for a line that is no outcome.
 */
export function openOutcomes(directory: string): OutcomeLog {
  try {
    makeFolder(directory)
  } catch (cause) {
    throw new ResourceError(
      `The directory ${directory} cannot be made (${messageOf(cause)}); choose another with --out.`,
      { directory },
      { cause },
    )
  }
  const lock = tryLockFile(join(directory, 'calibrate.lock'))
  if (lock === undefined)
    throw new ResourceError(`Another process is calibrating in ${directory}; wait for it, or choose another --out.`, { directory })
  try {
    const file = outcomesFile(directory)
    const { lines, bytes } = wholeLines(file)
    const outcomes = new Map(lines.map((line, index) => parseLine(line, index + 1, file)).map((outcome) => [outcome.key, outcome]))
    const descriptor = openSync(file, 'a')
    ftruncateSync(descriptor, bytes)
    return {
      outcomes,
      append: (outcome) => {
        if (outcomes.has(outcome.key)) return
        writeSync(descriptor, `${JSON.stringify(outcome)}\n`)
        fsyncSync(descriptor)
        outcomes.set(outcome.key, outcome)
      },
      close: () => {
        closeSync(descriptor)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
