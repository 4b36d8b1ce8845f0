import type { ModelVersion } from '../../domain/ml.ts'

/** The facts about released versions; `data` has them, and hands them in. */
export interface ModelFactStore {
  get(modelId: string): ModelVersion | undefined
  /** The greatest version of a name. */
  latest(modelName: string): ModelVersion | undefined
  /** The newest version of the name that answers this request. */
  findBySpec(modelName: string, specHash: string): ModelVersion | undefined
  /** In the order of their release. */
  list(): ModelVersion[]
  /**
   * Runs `release` with the next free number of the name while no other process can claim one, and stores the fact it returns.
   * Nothing is stored where it throws.
   */
  claim(modelName: string, release: (version: number, supersedes: ModelVersion | undefined) => ModelVersion): ModelVersion
}

export interface HeldLock {
  release(): void
}

/** Locks between processes that the operating system lets go of when their holder ends, however it ends. */
export interface RegistryLocks {
  /** @throws ResourceError after `timeoutMs`. */
  waitForLock(file: string, timeoutMs: number): Promise<HeldLock>
}
