import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, ResourceError } from '../../domain/errors.ts'

/**
 * Writes `<directory>/<name>.html`, whole or not at all, and gives its path.
 * @throws ResourceError when it cannot be written.
 */
export async function writeReport(directory: string, name: string, html: string): Promise<string> {
  const path = join(directory, `${name}.html`)
  const unfinished = join(directory, `.${name}.${process.pid}.tmp`)
  try {
    await writeFile(unfinished, html)
    await rename(unfinished, path)
    return path
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw new ResourceError(
      `The report ${path} cannot be written (${messageOf(cause)}); make room or choose another --workspace.`,
      { path },
      { cause },
    )
  }
}
