import { z } from 'zod'
import type { Matrix } from './family.ts'

/** Beyond so many standard deviations a value says no more than that it is extreme. */
const LIMIT = 8

/** What was learnt of the training rows, one value per feature; nothing later enters. */
export const Standardiser = z.object({ means: z.array(z.number()), deviations: z.array(z.number().positive()) })
export type Standardiser = z.infer<typeof Standardiser>

/** Mean and standard deviation of the values that are there; every column needs two different ones in the rows. */
export function learnStandardiser(x: Matrix, rows: Int32Array): Standardiser {
  const moments = x.columns.map((column) => moment(column, rows))
  return { means: moments.map(({ mean }) => mean), deviations: moments.map(({ deviation }) => deviation) }
}

function moment(column: Float64Array, rows: Int32Array): { mean: number; deviation: number } {
  let [count, mean, squares] = [0, 0, 0]
  for (const row of rows) {
    const value = column[row] as number
    if (Number.isNaN(value)) continue
    count++
    const step = value - mean
    mean += step / count
    squares += step * (value - mean)
  }
  return { mean, deviation: Math.sqrt(squares / count) || 1 }
}

/** Column `j` in standard deviations from the training mean, within ±8. A missing value becomes 0: the mean, which says nothing either way. */
export function standardised(x: Matrix, { means, deviations }: Standardiser, j: number, rows?: Int32Array): Float64Array {
  const column = x.columns[j] as Float64Array
  const [mean, deviation] = [means[j] as number, deviations[j] as number]
  const out = new Float64Array(rows?.length ?? x.rows)
  for (let k = 0; k < out.length; k++) {
    const score = ((column[rows === undefined ? k : (rows[k] as number)] as number) - mean) / deviation
    out[k] = Number.isNaN(score) ? 0 : Math.min(LIMIT, Math.max(-LIMIT, score))
  }
  return out
}
