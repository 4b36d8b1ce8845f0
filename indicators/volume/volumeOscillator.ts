import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { percentChange } from '../kernels/percentChange.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { barsParam } from '../params.ts'

/** Simple means, as S. Achelis has it; NaN where the slow window traded nothing. */
export const volumeOscillator = defineIndicator({
  name: 'volume_oscillator',
  title: 'Fast over slow mean volume, in percent',
  group: 'volume',
  aliases: ['vosc'],
  reads: ['volume'],
  params: { fast: barsParam(5, 1), slow: barsParam(20) },
  outputs: { value: 'percent' },
  warmup: ({ fast, slow }) => Math.max(fast, slow) - 1,
  calculate: ({ volume }, { fast, slow }) => {
    const fastSums = rollingSum(volume, fast)
    const slowSums = rollingSum(volume, slow)
    const valueAt = (i: number): number => percentChange((slowSums[i] as number) / slow, (fastSums[i] as number) / fast)
    return [columnOf(volume.length, valueAt, Math.max(fast, slow) - 1)]
  },
})
