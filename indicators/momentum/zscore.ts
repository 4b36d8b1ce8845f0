import { defineIndicator } from '../define.ts'
import { standardScore } from '../kernels/standardScore.ts'
import { barsParam } from '../params.ts'

/** The current close is in the mean and in the population standard deviation; 0 where nothing deviates. */
export const zscore = defineIndicator({
  name: 'zscore',
  title: 'Standard score of the close',
  group: 'momentum',
  aliases: ['price_zscore'],
  reads: ['close'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: ({ close }, { period }) => [standardScore(close, period)],
})
