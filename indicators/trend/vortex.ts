import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { trueRange } from '../kernels/trueRange.ts'
import { barsParam } from '../params.ts'

/** E. Botes and D. Siepman (2010): upward and downward movement between a bar and the one before it, over true range; both 1 where nothing has moved. */
export const vortex = defineIndicator({
  name: 'vortex',
  title: 'Vortex indicator, up and down',
  group: 'trend',
  reads: ['high', 'low', 'close'],
  params: { period: barsParam(14) },
  outputs: { plus: 'ratio', minus: 'ratio' },
  warmup: ({ period }) => period,
  calculate: (bars, { period }) => {
    const { high, low } = bars
    const length = high.length
    const ranges = rollingSum(trueRange(bars), period, 1)
    const up = columnOf(length, (i) => Math.abs((high[i] as number) - (low[i - 1] as number)), 1)
    const down = columnOf(length, (i) => Math.abs((low[i] as number) - (high[i - 1] as number)), 1)
    const overRange = (sums: Float64Array): Float64Array =>
      columnOf(length, (i) => (ranges[i] === 0 ? 1 : (sums[i] as number) / (ranges[i] as number)), period)
    return [overRange(rollingSum(up, period, 1)), overRange(rollingSum(down, period, 1))]
  },
})
