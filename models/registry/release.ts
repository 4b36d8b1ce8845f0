import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, sha256 } from '../../domain/hash.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { assertPointInTime } from '../walkForward/availability.ts'
import type { TrainedVersion } from '../walkForward/trainVersion.ts'
import { filesOf, removeTree, sealTree, syncPath } from './durableTree.ts'
import { withIncoming } from './incoming.ts'
import { buildManifest, MANIFEST_FILE, PLAN_FILE, snapshotDirectory, type ModelDraft } from './manifest.ts'
import { modelNameOf } from './modelId.ts'
import type { ModelFactStore, RegistryLocks } from './ports.ts'

export interface ReleaseTo {
  readonly modelsDir: string
  readonly locksDir: string
  readonly store: ModelFactStore
  readonly locks: RegistryLocks
}

/**
 * Makes a trained version a release. All files are written under a name that nobody looks at; then, while the version number is
 * ours alone, the directory gets its name and the fact is stored. A version is what has a fact: a kill before that leaves a
 * directory that the next release of the number replaces, a kill after it a finished release.
 */
export async function releaseVersion(to: ReleaseTo, draft: ModelDraft, trained: TrainedVersion): Promise<ModelVersion> {
  const { modelsDir, store } = to
  return withIncoming(to, async (incoming) => {
    await writeParts(incoming, trained)
    const files = hashFiles(incoming)
    const libraryVersions = versionsOf(trained)
    return store.claim(modelNameOf(trained.family.name, trained.target.name), (version, supersedes) => {
      const context = { version, supersedes, releasedAt: new Date().toISOString(), libraryVersions, files }
      const manifest = buildManifest(draft, trained, context)
      assertPointInTime(manifest)
      writeFileSync(join(incoming, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
      sealTree(incoming)
      const directory = join(modelsDir, manifest.model_id)
      removeTree(directory)
      renameSync(incoming, directory)
      syncPath(modelsDir)
      return manifest
    })
  })
}

async function writeParts(directory: string, { plan, snapshots }: TrainedVersion): Promise<void> {
  writeFileSync(join(directory, PLAN_FILE), `${canonicalJson(plan)}\n`)
  for (const [fold, { fitted }] of snapshots.entries()) {
    const target = join(directory, snapshotDirectory(fold))
    mkdirSync(target, { recursive: true })
    await fitted.save(target)
  }
}

function hashFiles(directory: string): Record<string, string> {
  return Object.fromEntries(filesOf(directory).map((path) => [path, sha256(readFileSync(join(directory, path)))]))
}

function versionsOf({ family }: TrainedVersion): Record<string, string> {
  const library = family.availability()
  return { node: process.versions.node, ...(library.ok ? { [library.library]: library.version } : {}) }
}
