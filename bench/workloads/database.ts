import { benchTables } from '../tables.ts'
import { type BenchRow, row } from '../row.ts'

export default async function database(): Promise<BenchRow[]> {
  const timings = await benchTables(100_000)
  return timings.map(({ name, median, worst, isQuery }) =>
    row('(8)', name, median, isQuery ? { name: 'limit', ms: 50, allowed: 1 } : { name: '', ms: undefined }, `worst ${worst.toFixed(0)} ms`),
  )
}
