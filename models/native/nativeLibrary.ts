/** What has to be known of a shared library to find it. */
export interface NativeLibrary {
  readonly name: 'XGBoost' | 'LightGBM'
  /** Of the Python package; a wheel holds the library under `<package>/lib`. */
  readonly package: 'xgboost' | 'lightgbm'
  /** Names of the Python distributions that may have installed the package. */
  readonly distributions: readonly string[]
  /** File name without its extension. */
  readonly stem: string
  readonly variable: string
}

export const XGBOOST: NativeLibrary = {
  name: 'XGBoost',
  package: 'xgboost',
  distributions: ['xgboost', 'xgboost-cpu'],
  stem: 'libxgboost',
  variable: 'QUANTOPIA_XGBOOST_LIB',
}

export const LIGHTGBM: NativeLibrary = {
  name: 'LightGBM',
  package: 'lightgbm',
  distributions: ['lightgbm'],
  stem: 'lib_lightgbm',
  variable: 'QUANTOPIA_LIGHTGBM_LIB',
}

/** File names of a library on this platform, in the order to try: Debian's packages have the version behind the extension. */
export function fileNames({ stem }: NativeLibrary, platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'win32') return [`${stem.replace(/^lib_?(?=xgboost)/, '')}.dll`]
  if (platform === 'darwin') return [`${stem}.dylib`]
  return [`${stem}.so`, `${stem}.so.0`, ...(stem.startsWith('lib_') ? [`${stem.replace('lib_', 'lib')}.so`] : [])]
}
