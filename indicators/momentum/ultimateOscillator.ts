import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { trueRange } from '../kernels/trueRange.ts'
import { barsParam } from '../params.ts'

/** L. Williams (1985): buying pressure over true range, in three windows weighted 4 : 2 : 1; 50 in a window where nothing has moved. */
export const ultimateOscillator = defineIndicator({
  name: 'ultimate_oscillator',
  title: 'Ultimate oscillator',
  group: 'momentum',
  aliases: ['ultosc', 'uo'],
  reads: ['high', 'low', 'close'],
  params: { short: barsParam(7), medium: barsParam(14), long: barsParam(28) },
  outputs: { value: '0..100' },
  warmup: ({ short, medium, long }) => Math.max(short, medium, long),
  calculate: (bars, { short, medium, long }) => {
    const { low, close } = bars
    const length = close.length
    const ranges = trueRange(bars)
    const pressures = columnOf(length, (i) => (close[i] as number) - Math.min(low[i] as number, close[i - 1] as number), 1)
    const [a, b, c] = [short, medium, long].map((period) => {
      const pressure = rollingSum(pressures, period, 1)
      const range = rollingSum(ranges, period, 1)
      return columnOf(length, (i) => (range[i] === 0 ? 0.5 : (pressure[i] as number) / (range[i] as number)), period)
    }) as [Float64Array, Float64Array, Float64Array]
    const valueAt = (i: number): number => (100 * (4 * (a[i] as number) + 2 * (b[i] as number) + (c[i] as number))) / 7
    return [columnOf(length, valueAt, Math.max(short, medium, long))]
  },
})
