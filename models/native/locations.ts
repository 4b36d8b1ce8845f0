import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the native libraries lie, as far as the user said so. */
export interface NativeLocations {
  /** File of the shared library (QUANTOPIA_XGBOOST_LIB). */
  readonly xgboost?: string | undefined
  /** File of the shared library (QUANTOPIA_LIGHTGBM_LIB). */
  readonly lightgbm?: string | undefined
}

/** Where `npm run install-native` puts them unless told otherwise. */
export const USER_CACHE = join(homedir(), '.cache', 'quantopia', 'native')

let current: NativeLocations = {}
let asked = false

/**
 * Says where to look, before the first look: a shared library is loaded once into a process, so this is one of its settings and not
 * of a call. @throws Error once a library has been looked for, because it would have no effect.
 */
export function useNativeLocations(locations: NativeLocations): void {
  if (asked && !sameLocations(locations, current)) throw new Error('useNativeLocations: the native libraries have been looked for already.')
  current = locations
}

export function nativeLocations(): NativeLocations {
  asked = true
  return current
}

function sameLocations(a: NativeLocations, b: NativeLocations): boolean {
  return a.xgboost === b.xgboost && a.lightgbm === b.lightgbm
}
