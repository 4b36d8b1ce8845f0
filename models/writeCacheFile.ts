import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Puts a file of a cache in place by one rename. What cannot be kept costs time, not data, so no failure leaves this function. */
export function writeCacheFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, content)
    renameSync(temporary, file)
  } catch {
    removeIfPossible(temporary)
  }
}

function removeIfPossible(file: string): void {
  try {
    if (existsSync(file)) rmSync(file)
  } catch {
    // A cache may be left as it is, too.
  }
}
