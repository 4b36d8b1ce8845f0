import { barsParam, defineFeature } from '../define.ts'
import { differences } from '../kernels/elementwise.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { rollingRank } from '../kernels/rollingRank.ts'
import { highestHigh, lowestLow, meanClose } from '../shared/windows.ts'

export const rangePosition = defineFeature({
  kind: 'range_position',
  group: 'price',
  title: 'Place of the close between the lowest low (0) and the highest high (1) of so many bars',
  reads: ['high', 'low', 'close'],
  params: { bars: barsParam() },
  settings: [[12], [24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const highest = highestHigh(run, bars)
    const lowest = lowestLow(run, bars)
    const { close } = run.bars
    return quotients(differences(close, lowest), differences(highest, lowest))
  },
})

/** George and Hwang (2004), The 52-week high and momentum investing: nearness to the high foretells. */
export const distanceFromHigh = defineFeature({
  kind: 'distance_from_high',
  group: 'price',
  title: 'ln(close / highest high of so many bars): 0 or below',
  reads: ['high', 'close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => logRatios(run.bars.close, highestHigh(run, bars)),
})

export const distanceFromLow = defineFeature({
  kind: 'distance_from_low',
  group: 'price',
  title: 'ln(close / lowest low of so many bars): 0 or above',
  reads: ['low', 'close'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => logRatios(run.bars.close, lowestLow(run, bars)),
})

export const distanceFromMean = defineFeature({
  kind: 'distance_from_mean',
  group: 'price',
  title: 'ln(close / mean close of so many bars)',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[12], [24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => logRatios(run.bars.close, meanClose(run, bars)),
})

export const priceRank = defineFeature({
  kind: 'price_rank',
  group: 'price',
  title: 'Share of the closes of the last so many bars that lie below this one',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => rollingRank(run.bars.close, bars),
})
