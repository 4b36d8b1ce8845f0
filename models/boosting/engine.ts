import type { Matrix } from '../family.ts'

/** Threads of both libraries, fixed: how sums are split over threads shows in the last bits of a model. */
export const THREADS = 2

/** Seeds of both libraries are 32-bit and signed. */
export function librarySeed(seed: number): number {
  return seed % 2 ** 31
}

/** Labelled rows, row-major, as both libraries read them fastest. */
export interface TrainingRows {
  /** `rows` × `columns` values; NaN is missing. */
  readonly data: Float64Array | Float32Array
  readonly rows: number
  readonly columns: number
  readonly labels: Float32Array
  readonly weights: Float32Array | undefined
}

export interface TrainingRequest {
  readonly train: TrainingRows
  readonly valid: TrainingRows | undefined
  readonly featureNames: readonly string[]
  /** In the library's own words. */
  readonly params: Readonly<Record<string, string | number>>
  readonly rounds: number
  /** Stop when the validation slice has not gained for so many rounds; the best round's model is kept. */
  readonly patience: number
}

export interface Trained {
  /** The model file, in the library's own portable format. */
  readonly bytes: Uint8Array
  /** Rounds kept. */
  readonly rounds: number
}

/** A model in a library's memory. */
export interface Booster {
  readonly predict: (x: Matrix) => Float64Array
  /** SHAP values: one column per feature, and the bias last. */
  readonly contributions: (x: Matrix) => Float64Array[]
  /** Loss that the splits on each feature took away, summed over the trees. */
  readonly gains: () => Float64Array
  readonly dispose: () => void
}

/** One native library for boosted trees and forests, loaded. */
export interface BoostingEngine {
  readonly name: 'XGBoost' | 'LightGBM'
  readonly version: string
  /** Whether it keeps features in single precision anyway: then they are handed over so. */
  readonly single: boolean
  /** Of the model file. */
  readonly fileName: string
  /** In another process: other work goes on meanwhile. */
  readonly train: (request: TrainingRequest) => Promise<Trained>
  readonly open: (bytes: Uint8Array, featureNames: readonly string[]) => Booster
}

/** An engine, or why there is none of that name. */
export type EngineAnswer =
  | { readonly ok: true; readonly engine: BoostingEngine }
  | { readonly ok: false; readonly name: BoostingEngine['name']; readonly reason: string }

/** Neither library takes every character in a feature's name; the names in a model file have to be distinct. */
export function portableNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, j) => {
    const plain = name.replace(/[^\w.-]/g, '_')
    const portable = taken.has(plain) ? `${plain}_${j}` : plain
    taken.add(portable)
    return portable
  })
}
