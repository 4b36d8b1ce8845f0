import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../domain/hash.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import type { ModelFactStore, RegistryLocks } from './ports.ts'

/** What is to be trained: requests with equal hashes are answered by one version. */
export interface TrainOnce {
  readonly modelName: string
  readonly specHash: string
}

/** A neighbour's training may take long; its lock goes with its process, so waiting this long means that it still trains. */
const PATIENCE_MS = 6 * 3_600_000

export async function trainOnce(
  { locksDir, store, locks }: { readonly locksDir: string; readonly store: ModelFactStore; readonly locks: RegistryLocks },
  { modelName, specHash }: TrainOnce,
  train: () => Promise<ModelVersion>,
): Promise<{ version: ModelVersion; trained: boolean }> {
  const find = (): ModelVersion | undefined => store.findBySpec(modelName, specHash)
  const before = find()
  if (before !== undefined) return { version: before, trained: false }
  mkdirSync(locksDir, { recursive: true })
  const lock = await locks.waitForLock(join(locksDir, `train-${sha256(`${modelName} ${specHash}`).slice(0, 24)}.lock`), PATIENCE_MS)
  try {
    const meanwhile = find()
    if (meanwhile !== undefined) return { version: meanwhile, trained: false }
    const version = await train()
    if (version.spec_hash !== specHash)
      throw new Error(`${version.model_id} was registered for the request ${version.spec_hash}, not ${specHash}`)
    return { version, trained: true }
  } finally {
    lock.release()
  }
}
