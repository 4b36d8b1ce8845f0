import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { barsParam } from '../params.ts'

/**
 * T. Chande (1994): 100 · (U − D) / (U + D) of plain sums; 0 where nothing has moved. TA-Lib's variant with Wilder means is 2 · RSI − 100,
 * which tells nothing that `rsi` does not.
 */
export const cmo = defineIndicator({
  name: 'cmo',
  title: 'Chande momentum oscillator',
  group: 'momentum',
  reads: ['close'],
  params: { period: barsParam(14) },
  outputs: { value: '-100..100' },
  warmup: ({ period }) => period,
  calculate: ({ close }, { period }) => {
    const length = close.length
    const rise = columnOf(length, (i) => Math.max(0, (close[i] as number) - (close[i - 1] as number)), 1)
    const fall = columnOf(length, (i) => Math.max(0, (close[i - 1] as number) - (close[i] as number)), 1)
    const rises = rollingSum(rise, period, 1)
    const falls = rollingSum(fall, period, 1)
    const valueAt = (i: number): number => {
      const both = (rises[i] as number) + (falls[i] as number)
      return both === 0 ? 0 : 100 * (((rises[i] as number) - (falls[i] as number)) / both)
    }
    return [columnOf(length, valueAt, period)]
  },
})
