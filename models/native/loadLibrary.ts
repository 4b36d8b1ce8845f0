import koffi, { type LibraryHandle } from 'koffi'
import { messageOf } from '../../domain/errors.ts'
import { candidates, type Candidate } from './candidates.ts'
import { nativeLocations, type NativeLocations } from './locations.ts'
import type { NativeLibrary } from './nativeLibrary.ts'

export type LoadedLibrary =
  { readonly ok: true; readonly handle: LibraryHandle; readonly from: Candidate } | { readonly ok: false; readonly reason: string }

/** koffi runs native code on a stack of its own, 2 MB unless told otherwise; the recursion over deep trees is given what a thread usually has. */
const STACK_BYTES = 8 * 1024 * 1024
let prepared = false

/** LightGBM calls OpenMP by names that nobody else may own yet, so GNU's goes first and for everybody. */
function prepare(): void {
  if (prepared) return
  prepared = true
  koffi.config({ ...koffi.config(), sync_stack_size: STACK_BYTES })
  if (process.platform !== 'linux') return
  try {
    koffi.load('libgomp.so.1', { global: true })
  } catch {
    // XGBoost's wheel brings its own; LightGBM's loader error will name the missing file.
  }
}

function tryToLoad(candidate: Candidate): LibraryHandle | string {
  try {
    return koffi.load(candidate.file)
  } catch (error) {
    return messageOf(error)
  }
}

/** What to type. GNU OpenMP comes with neither library of a slim system, and no wheel brings it for LightGBM. */
function remedy(library: NativeLibrary, problem: string | undefined): string {
  if (problem?.includes('libgomp') === true) return 'run `apt-get install libgomp1`'
  return `run \`npm run install-native\`, or set ${library.variable} to the file of the library`
}

/** The first candidate that the system's loader takes; else one sentence that says what was wrong and what to type. */
export function loadLibrary(library: NativeLibrary, locations: NativeLocations = nativeLocations()): LoadedLibrary {
  prepare()
  let problem: string | undefined
  for (const candidate of candidates(library, locations)) {
    const handle = tryToLoad(candidate)
    if (typeof handle !== 'string') return { ok: true, handle, from: candidate }
    // That the system has none is no news; that a file is there and can't be used is.
    if (candidate.source !== 'system') problem ??= `${candidate.file} cannot be loaded (${handle.trim().replace(/\.$/, '')})`
  }
  const what = problem ?? 'its native library is not installed'
  return { ok: false, reason: `${library.name} cannot be used, because ${what}: ${remedy(library, problem)}.` }
}
