import { barsParam, defineFeature } from '../define.ts'
import { column } from '../kernels/column.ts'
import { rollingMean } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { logReturns } from '../shared/returns.ts'

/** 1 for a close above the last, ½ for the same, 0 for one below; first at 1. */
function rises(run: Run): Float64Array {
  return run.once('rises', () => logReturns(run).map((value) => (1 + Math.sign(value)) / 2))
}

export const upRatio = defineFeature({
  kind: 'up_ratio',
  group: 'price',
  title: 'Share of the last so many bars that closed higher, unchanged ones by half',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[12], [24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => rollingMean(rises(run), bars),
})

export const streak = defineFeature({
  kind: 'streak',
  group: 'price',
  title: 'Bars in a row that closed higher (positive) or lower (negative); 0 after an unchanged close',
  reads: ['close'],
  params: {},
  settings: [[]],
  warmup: () => 1,
  compute: (run) => {
    const returns = logReturns(run)
    const lengths = column(run.length, Math.min(1, run.length))
    let current = 0
    for (let i = 1; i < run.length; i++) {
      const sign = Math.sign(returns[i] as number)
      current = sign === 0 ? 0 : sign === Math.sign(current) ? current + sign : sign
      lengths[i] = current
    }
    return lengths
  },
})
