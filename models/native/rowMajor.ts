import type { Matrix } from '../family.ts'

/** Rows taken at a time: a block of rows of all columns stays in the processor's cache. */
const BLOCK = 64

/** The rows of a matrix one after the other, as both libraries read them fastest. `rows`: which (all where absent). */
export function rowMajor(x: Matrix, rows?: Int32Array): Float64Array {
  return fill(new Float64Array((rows?.length ?? x.rows) * x.columns.length), x, rows)
}

/** The same in single precision. */
export function rowMajorSingle(x: Matrix, rows?: Int32Array): Float32Array {
  return fill(new Float32Array((rows?.length ?? x.rows) * x.columns.length), x, rows)
}

function fill<Out extends Float64Array | Float32Array>(out: Out, x: Matrix, rows: Int32Array | undefined): Out {
  const width = x.columns.length
  const count = rows?.length ?? x.rows
  for (let start = 0; start < count; start += BLOCK) {
    const end = Math.min(count, start + BLOCK)
    for (let j = 0; j < width; j++) {
      const column = x.columns[j] as Float64Array
      if (rows === undefined) for (let i = start; i < end; i++) out[i * width + j] = column[i] as number
      else for (let i = start; i < end; i++) out[i * width + j] = column[rows[i] as number] as number
    }
  }
  return out
}
