import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Every file and directory below `directory` and then itself, the inner ones first. */
function treeOf(directory: string): { path: string; isDirectory: boolean }[] {
  const inner = readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory() ? treeOf(path) : [{ path, isDirectory: false }]
  })
  return [...inner, { path: directory, isDirectory: true }]
}

/** Paths of the files below `directory`, relative to it, in order. */
export function filesOf(directory: string): string[] {
  return treeOf(directory)
    .flatMap(({ path, isDirectory }) => (isDirectory ? [] : [path.slice(directory.length + 1)]))
    .sort()
}

/** Puts everything on the disk and takes away the right to write, so that nothing is changed by accident. */
export function sealTree(directory: string): void {
  for (const { path, isDirectory } of treeOf(directory)) {
    syncPath(path)
    chmodSync(path, isDirectory ? 0o555 : 0o444)
  }
}

/** Removes a directory, a sealed one too; nothing where there is none. */
export function removeTree(directory: string): void {
  if (lstatSync(directory, { throwIfNoEntry: false }) === undefined) return
  for (const { path, isDirectory } of treeOf(directory)) if (isDirectory) chmodSync(path, 0o755)
  rmSync(directory, { recursive: true, force: true })
}
