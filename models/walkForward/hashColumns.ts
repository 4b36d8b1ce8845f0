import { createHash } from 'node:crypto'
import { bytesOf } from '../bytesOf.ts'
import type { Matrix } from '../family.ts'

type Column = Float64Array | Int32Array

/** SHA-256 over names and columns, one after the other, as the machine holds them (little-endian). */
export function hashColumns(columns: readonly (readonly [name: string, values: Column])[]): string {
  const hash = createHash('sha256')
  for (const [name, values] of columns) {
    hash.update(`${name}\0${values.length}\0`)
    hash.update(bytesOf(values))
  }
  return hash.digest('hex')
}

export function hashMatrix(matrix: Matrix): string {
  return hashColumns(matrix.names.map((name, index) => [name, matrix.columns[index] as Float64Array]))
}
