import { barsParam, defineFeature } from '../define.ts'
import { differences, scaled } from '../kernels/elementwise.ts'
import { column } from '../kernels/column.ts'
import { quotients } from '../kernels/quotient.ts'
import { rollingHighest } from '../kernels/rollingExtreme.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'
import { absoluteReturns, realizedVariance, returnSpread } from '../shared/returns.ts'

/** |r| of the bar times |r| of the bar before; first at 2. */
function neighbouringMoves(run: Run): Float64Array {
  return run.once('neighbouring moves', () => {
    const sizes = absoluteReturns(run)
    const products = column(run.length, Math.min(2, run.length))
    for (let i = 2; i < run.length; i++) products[i] = (sizes[i] as number) * (sizes[i - 1] as number)
    return products
  })
}

/** Barndorff-Nielsen and Shephard (2004), Power and bipower variation: 1 − bipower / realised variance; negative by chance where nothing jumps. */
export const jumpShare = defineFeature({
  kind: 'jump_share',
  group: 'volatility',
  title: 'Part of the realised variance that jumps made (1 − bipower / realised)',
  reads: ['close'],
  params: { bars: barsParam(3) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars + 1,
  compute: (run, { bars }) => {
    const bipower = rollingSum(neighbouringMoves(run), bars)
    const realized = realizedVariance(run, bars)
    return quotients(differences(realized, scaled(bipower, Math.PI / 2)), realized)
  },
})

/** Bali, Cakici and Whitelaw (2011), Maxing out: the largest move of a window, here in standard deviations. */
export const largestMove = defineFeature({
  kind: 'largest_move',
  group: 'volatility',
  title: 'Largest |log return| of so many bars in their standard deviations',
  reads: ['close'],
  params: { bars: barsParam(3) },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars,
  compute: (run, { bars }) => quotients(rollingHighest(absoluteReturns(run), bars), returnSpread(run, bars).deviations),
})
