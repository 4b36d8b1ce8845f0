import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { USER_CACHE, type NativeLocations } from './locations.ts'
import { fileNames, LIGHTGBM, XGBOOST, type NativeLibrary } from './nativeLibrary.ts'
import { pythonPackages, type PythonPackage } from './pythonPackages.ts'

export interface Candidate {
  /** A path, or a bare name for the system's loader to find. */
  readonly file: string
  readonly source: 'setting' | 'cache' | 'system' | 'python'
  readonly version: string | undefined
}

/** `<package>-<version>` directories below a cache, newest version first, unpacked as in the wheel. */
export function inCache(library: NativeLibrary, directory: string): Candidate[] {
  const prefix = `${library.package}-`
  const versions = existsSync(directory) ? readdirSync(directory).filter((entry) => entry.startsWith(prefix)) : []
  return versions
    .map((entry) => entry.slice(prefix.length))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .flatMap((version) => {
      const lib = join(directory, prefix + version, library.package, 'lib')
      return fileNames(library)
        .map((name) => join(lib, name))
        .filter((file) => existsSync(file))
        .map((file) => ({ file, source: 'cache' as const, version }))
    })
}

let packages: Map<string, PythonPackage> | undefined

function inPython(library: NativeLibrary): Candidate[] {
  packages ??= pythonPackages([XGBOOST, LIGHTGBM])
  const found = packages.get(library.package)
  if (found === undefined) return []
  return fileNames(library)
    .map((name) => join(found.directory, 'lib', name))
    .filter((file) => existsSync(file))
    .map((file) => ({ file, source: 'python' as const, version: found.version }))
}

/**
 * Where a library may be, in the order to try: what the user set (and then nothing else, so that a misspelt path is told), the
 * user's cache, the system, an installed Python package. Lazy, since asking Python takes a process.
 */
export function* candidates(library: NativeLibrary, locations: NativeLocations, userCache = USER_CACHE): Generator<Candidate> {
  const set = locations[library.package]
  if (set !== undefined) {
    yield { file: set, source: 'setting', version: undefined }
    return
  }
  yield* inCache(library, userCache)
  for (const file of fileNames(library)) yield { file, source: 'system', version: undefined }
  yield* inPython(library)
}
