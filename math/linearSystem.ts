/** Pivots below this share of the matrix's largest entry are rounding. */
const ROUNDING = 1e-13

function largestEntry(matrix: readonly (readonly number[])[]): number {
  return matrix.reduce((most, row) => row.reduce((own, value) => Math.max(own, Math.abs(value)), most), 0)
}

/**
 * The x with matrix · x = right, by Gaussian elimination with partial pivoting; square matrix by rows. Undefined where the matrix is
 * singular to rounding.
 */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  const count = rows.length
  const least = ROUNDING * largestEntry(matrix)
  for (let column = 0; column < count; column++) {
    const sizes = rows.slice(column).map((row) => Math.abs(row[column] as number))
    const pivotAt = column + sizes.indexOf(Math.max(...sizes))
    const pivot = rows[pivotAt] as number[]
    if (!(Math.abs(pivot[column] as number) > least)) return undefined
    rows[pivotAt] = rows[column] as number[]
    rows[column] = pivot
    for (let below = column + 1; below < count; below++) {
      const row = rows[below] as number[]
      const factor = (row[column] as number) / (pivot[column] as number)
      for (let k = column; k <= count; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number)
    }
  }
  const x = new Array<number>(count).fill(0)
  for (let i = count - 1; i >= 0; i--) {
    const row = rows[i] as number[]
    let rest = row[count] as number
    for (let k = i + 1; k < count; k++) rest -= (row[k] as number) * (x[k] as number)
    x[i] = rest / (row[i] as number)
  }
  return x
}
