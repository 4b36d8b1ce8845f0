import type { Matrix } from '../family.ts'
import { standardised, type Standardiser } from '../standardise.ts'

/** Standardised features, row by row, as batches are cut from them. */
export interface Samples {
  readonly rows: number
  readonly features: number
  readonly values: Float32Array
}

export function standardisedSamples(x: Matrix, standardiser: Standardiser): Samples {
  const features = x.columns.length
  const values = new Float32Array(x.rows * features)
  x.columns.forEach((_, j) => {
    const column = standardised(x, standardiser, j)
    for (let i = 0; i < x.rows; i++) values[i * features + j] = column[i] as number
  })
  return { rows: x.rows, features, values }
}

/**
 * The inputs of samples `picked[from … to)`: for each of the `lookback` steps, oldest first, the row of every sample. Rows before the
 * first one don't exist and are 0, the training mean, like any missing value.
 */
export function batchInputs({ features, values }: Samples, picked: Int32Array, from: number, to: number, lookback: number): Float32Array {
  const count = to - from
  const out = new Float32Array(lookback * count * features)
  for (let step = 0; step < lookback; step++) {
    for (let k = 0; k < count; k++) {
      const row = (picked[from + k] as number) - lookback + 1 + step
      if (row >= 0) out.set(values.subarray(row * features, (row + 1) * features), (step * count + k) * features)
    }
  }
  return out
}
