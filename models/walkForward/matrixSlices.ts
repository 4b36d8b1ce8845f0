import { UsageError } from '../../domain/errors.ts'
import type { FittedModel, Matrix } from '../family.ts'

/** Rows [from, to) of a matrix, without copying. */
export function sliceRows(matrix: Matrix, from: number, to: number): Matrix {
  return { ...matrix, rows: to - from, columns: matrix.columns.map((column) => column.subarray(from, to)) }
}

/** The named columns, in that order, without copying. @throws UsageError that names the ones that are missing. */
export function selectColumns(matrix: Matrix, names: readonly string[]): Matrix {
  const byName = new Map(matrix.names.map((name, index) => [name, matrix.columns[index] as Float64Array]))
  const missing = names.filter((name) => !byName.has(name))
  if (missing.length > 0) {
    throw new UsageError(
      `The features lack ${missing.length} that the model reads: ${missing.slice(0, 5).join(', ')}; compute its whole plan.`,
      {
        missing,
      },
    )
  }
  return { rows: matrix.rows, names, columns: names.map((name) => byName.get(name) as Float64Array) }
}

/** Predictions of rows [from, to); rows in front of them are handed to a model that looks back. */
export function predictRows(fitted: FittedModel, matrix: Matrix, from: number, to: number): Float64Array {
  if (from >= to) return new Float64Array(0)
  const start = Math.max(0, from - fitted.lookbackRows)
  return fitted.predict(sliceRows(selectColumns(matrix, fitted.featureNames), start, to)).subarray(from - start)
}
