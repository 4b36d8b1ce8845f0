import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A name beside `file` that no other process uses; left behind only by a kill, and removed by the next write. */
export function temporaryName(file: string): string {
  return `${file}.${process.pid}.tmp`
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Puts a finished temporary file in place: after this returns, a power cut shows the whole new file; before, the old one. */
export function publishFile(temporary: string, file: string): void {
  sync(temporary)
  renameSync(temporary, file)
  sync(dirname(file))
}

export function writeDurably(file: string, content: string | Uint8Array): void {
  const temporary = temporaryName(file)
  writeFileSync(temporary, content)
  publishFile(temporary, file)
}
