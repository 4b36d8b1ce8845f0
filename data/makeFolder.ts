import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/**
 * A directory and those above it, where they are missing. Step by step: Node's own recursive way never ends where a file system says "no such directory" of
 * one whose parent is there, as Linux's /proc does.
 * @throws Error of the file system.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if (isFolder(path)) return
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error
    makeFolder(parent)
    mkdirSync(path)
  }
}
