import { columnOf } from './column.ts'
import { rollingSum } from './rollingSum.ts'

/** How far the values have travelled, up and down together, in the last `period` steps; first at index `period`. */
export function pathLength(values: Float64Array, period: number): Float64Array {
  const steps = columnOf(values.length, (i) => Math.abs((values[i] as number) - (values[i - 1] as number)), 1)
  return rollingSum(steps, period, 1)
}
