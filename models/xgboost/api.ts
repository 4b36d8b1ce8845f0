import { bindApi, type NativeApi } from '../native/bindApi.ts'
import { loadLibrary } from '../native/loadLibrary.ts'
import type { NativeLocations } from '../native/locations.ts'
import { XGBOOST } from '../native/nativeLibrary.ts'

/** https://xgboost.readthedocs.io/en/stable/c.html; every one of them is there since 1.7. */
const FUNCTIONS = {
  XGDMatrixCreateFromDense: 'const char *data, const char *config, _Out_ void **out',
  XGDMatrixSetInfoFromInterface: 'void *matrix, const char *field, const char *data',
  XGDMatrixFree: 'void *matrix',
  XGBoosterCreate: 'void **matrices, uint64_t length, _Out_ void **out',
  XGBoosterFree: 'void *booster',
  XGBoosterSetParam: 'void *booster, const char *name, const char *value',
  XGBoosterSetStrFeatureInfo: 'void *booster, const char *field, const char **values, uint64_t size',
  XGBoosterUpdateOneIter: 'void *booster, int iteration, void *train',
  XGBoosterEvalOneIter: 'void *booster, int iteration, void **matrices, const char **names, uint64_t length, _Out_ const char **out',
  XGBoosterSlice: 'void *booster, int begin, int end, int step, _Out_ void **out',
  XGBoosterPredictFromDMatrix:
    'void *booster, void *matrix, const char *config, _Out_ void **shape, _Out_ uint64_t *dim, _Out_ void **result',
  XGBoosterFeatureScore:
    'void *booster, const char *config, _Out_ uint64_t *count, _Out_ void **features, _Out_ uint64_t *dim, _Out_ void **shape, _Out_ void **scores',
  XGBoosterSaveModelToBuffer: 'void *booster, const char *config, _Out_ uint64_t *length, _Out_ void **bytes',
  XGBoosterLoadModelFromBuffer: 'void *booster, const void *bytes, uint64_t length',
} as const

export type XgboostApi = NativeApi<keyof typeof FUNCTIONS>

export type XgboostAnswer =
  | { readonly ok: true; readonly api: XgboostApi; readonly version: string; readonly file: string }
  | { readonly ok: false; readonly reason: string }

let answer: XgboostAnswer | undefined

/** The library, looked for at the first call; `locations` of later calls change nothing. */
export function xgboostApi(locations?: NativeLocations): XgboostAnswer {
  return (answer ??= load(locations))
}

function load(locations: NativeLocations | undefined): XgboostAnswer {
  const library = loadLibrary(XGBOOST, locations)
  if (!library.ok) return library
  const parts: [number[], number[], number[]] = [[0], [0], [0]]
  const readVersion = library.handle.func('void XGBoostVersion(_Out_ int *major, _Out_ int *minor, _Out_ int *patch)')
  readVersion(...parts)
  const version = parts.flat().join('.')
  const [major, minor] = parts.flat() as [number, number]
  if (major < 1 || (major === 1 && minor < 7)) {
    return { ok: false, reason: `XGBoost ${version} in ${library.from.file} is too old (1.7 is needed): run \`npm run install-native\`.` }
  }
  return { ok: true, api: bindApi('XGBoost', library.handle, 'XGBGetLastError', FUNCTIONS), version, file: library.from.file }
}
