import type { LibraryHandle } from 'koffi'
import { bindApi, type NativeApi } from '../native/bindApi.ts'
import { loadLibrary } from '../native/loadLibrary.ts'
import type { NativeLocations } from '../native/locations.ts'
import { LIGHTGBM } from '../native/nativeLibrary.ts'

/** https://lightgbm.readthedocs.io/en/stable/C-API.html; every one of them is there since 3.3. */
const FUNCTIONS = {
  LGBM_DatasetCreateFromMat:
    'const void *data, int type, int32_t rows, int32_t columns, int row_major, const char *parameters, void *reference, _Out_ void **out',
  LGBM_DatasetSetField: 'void *dataset, const char *field, const void *values, int length, int type',
  LGBM_DatasetSetFeatureNames: 'void *dataset, const char **names, int length',
  LGBM_DatasetFree: 'void *dataset',
  LGBM_BoosterCreate: 'void *train, const char *parameters, _Out_ void **out',
  LGBM_BoosterFree: 'void *booster',
  LGBM_BoosterAddValidData: 'void *booster, void *valid',
  LGBM_BoosterUpdateOneIter: 'void *booster, _Out_ int *finished',
  LGBM_BoosterGetEval: 'void *booster, int data, _Out_ int *length, void *results',
  LGBM_BoosterSaveModelToString: 'void *booster, int start, int rounds, int importance, int64_t room, _Out_ int64_t *length, void *text',
  LGBM_BoosterLoadModelFromString: 'const void *text, _Out_ int *rounds, _Out_ void **out',
  LGBM_BoosterFeatureImportance: 'void *booster, int rounds, int type, void *results',
  LGBM_BoosterPredictForMat:
    'void *booster, const void *data, int type, int32_t rows, int32_t columns, int row_major, int kind, int start, int rounds, const char *parameters, _Out_ int64_t *length, void *results',
} as const

export type LightgbmApi = NativeApi<keyof typeof FUNCTIONS>

/** Codes of the C API. */
export const FLOAT32 = 0
export const FLOAT64 = 1

export type LightgbmAnswer =
  | { readonly ok: true; readonly api: LightgbmApi; readonly version: string; readonly file: string }
  | { readonly ok: false; readonly reason: string }

let answer: LightgbmAnswer | undefined

/** The library, looked for at the first call; `locations` of later calls change nothing. */
export function lightgbmApi(locations?: NativeLocations): LightgbmAnswer {
  return (answer ??= load(locations))
}

function load(locations: NativeLocations | undefined): LightgbmAnswer {
  const library = loadLibrary(LIGHTGBM, locations)
  if (!library.ok) return library
  const api = bind(library.handle)
  if (api !== undefined) return { ok: true, api, version: library.from.version ?? 'unknown', file: library.from.file }
  return { ok: false, reason: `LightGBM in ${library.from.file} is too old (3.3 is needed): run \`npm run install-native\`.` }
}

/** The C API tells no version; a library that lacks one of the functions is from before them. */
function bind(handle: LibraryHandle): LightgbmApi | undefined {
  try {
    return bindApi('LightGBM', handle, 'LGBM_GetLastError', FUNCTIONS)
  } catch {
    return undefined
  }
}
