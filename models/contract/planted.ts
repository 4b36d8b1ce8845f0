import type { Task } from '../../domain/ml.ts'
import { normal, seededRandom } from '../../math/random.ts'
import type { LabelledRows } from '../family.ts'

export interface PlantedOptions {
  readonly rows: number
  readonly features: number
  /** Weight of the first feature in what decides the label; 0 is pure noise. */
  readonly strength: number
  /** Share of values that are NaN. */
  readonly missing?: number
  readonly seed: number
}

/**
 * Independent normal features x0, x1, …, and labels made of `strength` · x0 plus standard normal noise: its sign for classes, the sum itself for
 * values. The greatest possible AUC is Φ-like in the strength (0.89 at 2), the greatest R² is s²/(1 + s²).
 */
export function plantedRows(task: Task, options: PlantedOptions): LabelledRows {
  const { rows, features, strength, missing = 0, seed } = options
  const random = seededRandom(`${task} ${seed}`)
  const names = Array.from({ length: features }, (_, j) => `x${j}`)
  const columns = names.map(() => Float64Array.from({ length: rows }, () => normal(random)))
  const signal = columns[0] as Float64Array
  const y = Float64Array.from({ length: rows }, (_, i) => {
    const sum = strength * (signal[i] as number) + normal(random)
    return task === 'regression' ? sum : sum > 0 ? 1 : 0
  })
  if (missing > 0) for (const column of columns) for (let i = 0; i < rows; i++) if (random() < missing) column[i] = NaN
  return { x: { rows, columns, names }, y }
}
