import { barsParam, defineFeature } from '../define.ts'
import { rollingRank } from '../kernels/rollingRank.ts'
import { returnSpread } from '../shared/returns.ts'

export const volatilityState = defineFeature({
  kind: 'volatility_state',
  group: 'regime',
  title: 'Rank of the volatility of the shorter time among those of the longer: 0 the calmest, 1 the wildest',
  reads: ['close'],
  params: { short: barsParam(), long: barsParam(3) },
  settings: [
    [12, 168],
    [24, 168],
    [24, 336],
  ],
  warmup: ({ short, long }) => short + long - 1,
  compute: (run, { short, long }) => rollingRank(returnSpread(run, short).deviations, long),
})
