import type { ModelVersion } from '../../domain/ml.ts'
import type { ModelFactStore } from './ports.ts'

/** A version and all that it supersedes, newest first. Version numbers fall along the way, so that it ends. */
export function lineageOf(store: Pick<ModelFactStore, 'get'>, version: ModelVersion): ModelVersion[] {
  const line = [version]
  for (let at = version.supersedes; at !== null;) {
    const before = store.get(at)
    if (before === undefined) break
    line.push(before)
    at = before.supersedes
  }
  return line
}
