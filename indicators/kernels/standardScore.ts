import { columnOf } from './column.ts'
import { rollingSpread } from './rollingSpread.ts'

/** Distance of each value from the mean of the last `period`, in population standard deviations; 0 where nothing deviates. */
export function standardScore(values: Float64Array, period: number): Float64Array {
  const { means, deviations } = rollingSpread(values, period, 0)
  const scoreAt = (i: number): number =>
    deviations[i] === 0 ? 0 : ((values[i] as number) - (means[i] as number)) / (deviations[i] as number)
  return columnOf(values.length, scoreAt, period - 1)
}
