import { defineIndicator } from '../define.ts'
import { accumulationDistribution } from '../kernels/accumulationDistribution.ts'

export const ad = defineIndicator({
  name: 'ad',
  title: 'Accumulation / distribution line (Chaikin)',
  group: 'volume',
  aliases: ['adl', 'accumulation_distribution'],
  reads: ['high', 'low', 'close', 'volume'],
  params: {},
  outputs: { value: 'volume' },
  warmup: () => 0,
  calculate: (bars) => [accumulationDistribution(bars)],
})
