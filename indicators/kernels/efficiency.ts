import { columnOf } from './column.ts'
import { pathLength } from './pathLength.ts'

/** Kaufman's efficiency: distance over path in the last `period` steps, 0..1, first at index `period`; 0 where nothing has moved. */
export function efficiency(values: Float64Array, period: number): Float64Array {
  const paths = pathLength(values, period)
  const efficiencyAt = (i: number): number => {
    const path = paths[i] as number
    const distance = Math.abs((values[i] as number) - (values[i - period] as number))
    // A straight move's path is the same distance summed in steps, which may round below it.
    return path === 0 ? 0 : Math.min(1, distance / path)
  }
  return columnOf(values.length, efficiencyAt, period)
}
