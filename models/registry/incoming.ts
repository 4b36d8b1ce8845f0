import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { removeTree } from './durableTree.ts'
import type { RegistryLocks } from './ports.ts'

/** A release in the making, beside the finished ones. */
const PREFIX = '.incoming'

/** Longer than writing any release takes; a killed writer's lock goes with it. */
const PATIENCE_MS = 600_000

/**
 * Runs `work` with an empty directory; it is gone afterwards, unless `work` has renamed it. One process at a time, so that
 * whatever is found under such a name was left by a killed one, and is removed.
 */
export async function withIncoming<T>(
  { modelsDir, locksDir, locks }: { readonly modelsDir: string; readonly locksDir: string; readonly locks: RegistryLocks },
  work: (directory: string) => Promise<T>,
): Promise<T> {
  for (const directory of [modelsDir, locksDir]) mkdirSync(directory, { recursive: true })
  const lock = await locks.waitForLock(join(locksDir, 'release-model.lock'), PATIENCE_MS)
  const directory = join(modelsDir, PREFIX)
  try {
    for (const name of readdirSync(modelsDir)) if (name.startsWith(PREFIX)) removeTree(join(modelsDir, name))
    mkdirSync(directory)
    return await work(directory)
  } finally {
    removeTree(directory)
    lock.release()
  }
}
