import { defineIndicator } from '../define.ts'
import { standardScore } from '../kernels/standardScore.ts'
import { barsParam } from '../params.ts'

/** The current volume is in the mean and in the population standard deviation; 0 where nothing deviates. */
export const volumeZscore = defineIndicator({
  name: 'volume_zscore',
  title: 'Standard score of the volume',
  group: 'volume',
  reads: ['volume'],
  params: { period: barsParam(20) },
  outputs: { value: 'ratio' },
  warmup: ({ period }) => period - 1,
  calculate: ({ volume }, { period }) => [standardScore(volume, period)],
})
