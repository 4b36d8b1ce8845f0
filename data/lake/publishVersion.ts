import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { publishFile, temporaryName, writeDurably } from './durableFile.ts'
import { resourceFailure } from './resourceFailure.ts'

export interface Version {
  readonly directory: string
  /** What the error is about. */
  readonly id: string
  readonly recordFile: string
  /** Named by content. */
  readonly rowsFile: string
  /** Rows of the version that stands; undefined where there is none. */
  readonly oldRowsFile: string | undefined
  readonly record: object
  readonly writeRows: (file: string) => Promise<void>
}

/** Removes what no record points to: the rows of an older version and what a killed process left behind. */
function removeAllBut(directory: string, keep: readonly string[]): void {
  for (const name of readdirSync(directory)) {
    if (!keep.includes(name)) rmSync(join(directory, name), { force: true, recursive: true })
  }
}

/**
 * Puts one version in place, under its lock. Rows go first, under a name that is their content's; the record that points to them is
 * put in place by one rename, and only then does the older version go. A kill at any point leaves the old version or the new one.
 * @throws ResourceError when the disk does not take it; the old version stands.
 */
export async function publishVersion({ directory, id, recordFile, rowsFile, oldRowsFile, record, writeRows }: Version): Promise<void> {
  const temporary = temporaryName(join(directory, rowsFile))
  try {
    mkdirSync(directory, { recursive: true })
    removeAllBut(directory, [recordFile, oldRowsFile ?? rowsFile])
    await writeRows(temporary)
    publishFile(temporary, join(directory, rowsFile))
    writeDurably(join(directory, recordFile), `${JSON.stringify(record, null, 2)}\n`)
    removeAllBut(directory, [recordFile, rowsFile])
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary)
    throw resourceFailure(error, `Writing ${id} into the lake`)
  }
}
