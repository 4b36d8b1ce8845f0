import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadDataError, messageOf } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import type { ModelVersion } from '../../domain/ml.ts'
import { MANIFEST_FILE, manifestHash } from './manifest.ts'

/**
 * Compares a release on the disk with its fact, byte by byte of every file.
 * @throws BadDataError that names the first file that is missing or was changed.
 */
export function verifyRelease(modelsDir: string, version: ModelVersion): void {
  const directory = join(modelsDir, version.model_id)
  const manifest = read(directory, MANIFEST_FILE, version)
  if (hashOfManifest(manifest) !== version.content_hash) throw damaged(directory, MANIFEST_FILE, version, 'was changed')
  for (const [path, hash] of Object.entries(version.files)) {
    if (sha256(read(directory, path, version)) !== hash) throw damaged(directory, path, version, 'was changed')
  }
}

function hashOfManifest(content: Buffer): string | undefined {
  try {
    return manifestHash(JSON.parse(content.toString('utf8')) as ModelVersion)
  } catch {
    return undefined
  }
}

function read(directory: string, path: string, version: ModelVersion): Buffer {
  try {
    return readFileSync(join(directory, path))
  } catch (cause) {
    throw damaged(directory, path, version, `cannot be read (${messageOf(cause)})`)
  }
}

function damaged(directory: string, path: string, { model_id }: ModelVersion, what: string): BadDataError {
  return new BadDataError(`${model_id} is damaged: ${join(directory, path)} ${what}; restore it from a backup or train a new version.`, {
    model_id,
    path,
  })
}
